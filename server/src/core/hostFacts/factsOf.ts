import type { HostFactsParams, Network } from '#schemas/generated/types.ts';
import { MB_PER_GB, volumeOf } from '../charges.ts';
import { addressHolder, type AddressHolders } from '../guest/guestAddresses.ts';
import type { HostCheckFacts } from '../hostChecks/hostCheck.ts';
import type { NamedNetwork } from '../networks.ts';
import type { PlanFacts } from '../planVms.ts';

/** What an editor was told of a host, as the checks against a host want it. */
export interface ToldHost {
  readonly checked: HostCheckFacts;
  readonly templateRoots: readonly string[];
  /** How much of the logical processors may be promised, in percent. */
  readonly cpuPercent: number;
  /** Folder of new VMs. */
  readonly vmRoot: string;
  /** Addresses that VMs of the host have or are promised. */
  readonly holders: AddressHolders;
}

/** Reads what an editor was told. A template that is not on the host's disks, or not yet, is none. */
export function factsOf({
  host,
  capacity,
  templates,
  networks,
  vm_names,
  addresses = [],
}: HostFactsParams): ToldHost {
  const cpu = capacity.resources.find(({ resource }) => resource === 'cpu');
  return {
    checked: {
      host: { logical_processors: cpu?.total ?? 0 },
      volumes: capacity.resources.flatMap(({ volume }) => (volume === undefined ? [] : [{ path: volume }])),
      switches: networks.networks.filter((network) => network.switch === undefined),
      networks: networks.networks.flatMap(toldNetwork),
      templates: templates.templates
        .filter(({ state }) => state === 'ok' || state === 'changed')
        .map(({ path, size_gb, os, generation, state }) => ({
          path,
          size_mb: size_gb * MB_PER_GB,
          os,
          generation: generation === 1 || generation === 2 ? generation : null,
          state: state === 'changed' ? 'changed' : 'ok',
        })),
      vms: vm_names.map((vm_name) => ({ vm_name })),
    },
    templateRoots: templates.roots,
    cpuPercent: cpu?.percent ?? 100,
    vmRoot: host.vm_root,
    holders: new Map(addresses.flatMap(({ address, vm_name }) => addressHolder(address, vm_name))),
  };
}

function toldNetwork({ name, switch: leadsTo, vlan_id, available }: Network): NamedNetwork[] {
  return leadsTo === undefined ? [] : [{ name, switch: leadsTo, vlan_id, available: available ?? true }];
}

/** What defaults of a spec depend on at such a host. */
export function planFactsOf({ checked, vmRoot, holders }: ToldHost): PlanFacts {
  const { templates, networks } = checked;
  return { templates, networks, default_volume: volumeOf(vmRoot), holders };
}
