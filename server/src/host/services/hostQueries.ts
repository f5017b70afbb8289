import type { SwitchFacts } from '#core/inventory.ts';
import { nameableSwitches, namedNetworks, type NamedNetwork } from '#core/networks.ts';
import type { Host, Network, NetworkList } from '#schemas/generated/types.ts';
import { MAX_VMS, PROTOCOL, SPEC_BYTES } from '#schemas/limits.ts';
import { done, type Outcome } from '../refusal.ts';
import type { Caller, ServiceContext } from './context.ts';
import { viewOrRefusal } from './provision.ts';

/** Lists what a spec may connect adapters to: named networks, then the virtual switches whose names none of them has. */
export function listNetworks(context: ServiceContext): Outcome<NetworkList> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const { switches } = view.value.inventory;
  const named = namedNetworks(context.networks, switches);
  return done({
    networks: [
      ...named.map((network) => toldNetwork(network, context.networks[network.name]?.description, switches)),
      ...nameableSwitches(switches, named).map(({ name, type, vlan_id }) => ({ name, type, vlan_id })),
    ],
  });
}

function toldNetwork(
  { name, switch: leadsTo, vlan_id, available }: NamedNetwork,
  description: string | undefined,
  switches: readonly SwitchFacts[],
): Network {
  return {
    name,
    type: switches.find((one) => one.name === leadsTo)?.type ?? 'Private',
    vlan_id,
    switch: leadsTo,
    ...(description === undefined ? {} : { description }),
    ...(available ? {} : { available }),
  };
}

/** What of the host does not change while it runs. */
export interface HostIdentity {
  readonly driver: 'hyperv' | 'simulated';
  readonly version: string;
  readonly started_at: string;
}

/** What the host is, and what the caller may do. */
export function getHost(context: ServiceContext, identity: HostIdentity, caller: Caller): Outcome<Host> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const { host } = view.value.inventory;
  return done({
    name: host.computer_name,
    driver: identity.driver,
    simulated: context.simulated,
    version: identity.version,
    hyperv_version: host.hyperv_version,
    protocol: { ...PROTOCOL },
    epoch: context.store.epoch,
    logical_processors: host.logical_processors,
    memory_mb: host.memory_mb,
    vm_root: context.folders.vm_root,
    template_roots: [...context.folders.template_roots],
    limits: { spec_bytes: SPEC_BYTES, vms: MAX_VMS },
    ready: true,
    not_ready_reason: null,
    selftest: 'never_run',
    role: caller.role,
    operator: caller.name,
    started_at: identity.started_at,
  });
}
