import { MB_PER_GB } from '#core/charges.ts';
import type { SwitchFacts } from '#core/inventory.ts';
import { nameableSwitches, namedNetworks, type NamedNetwork } from '#core/networks.ts';
import type { Host, Network, NetworkList, Template, TemplateList } from '#schemas/generated/types.ts';
import { MAX_VMS, PROTOCOL, SPEC_BYTES } from '#schemas/limits.ts';
import { done, type Outcome } from '../refusal.ts';
import type { Caller, ServiceContext } from './context.ts';
import { fold } from './hostView.ts';
import { viewOrRefusal } from './provision.ts';

/** Lists the template disks and how many VM disks depend on each. */
export function listTemplates(context: ServiceContext): Outcome<TemplateList> {
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const children = new Map<string, number>();
  for (const { disks } of view.value.inventory.vms) {
    for (const { parent_path } of disks) {
      if (parent_path !== null) children.set(fold(parent_path), (children.get(fold(parent_path)) ?? 0) + 1);
    }
  }
  const childrenOf = (path: string): number => children.get(fold(path)) ?? 0;
  const { inventory, recordedTemplates } = view.value;
  const recorded = new Map(recordedTemplates.map((template) => [fold(template.path), template]));
  const present = inventory.templates.map(({ path, size_mb, disk_id, os, generation }): Template => {
    const before = recorded.get(fold(path));
    const changed = before !== undefined && (before.disk_id !== disk_id || before.size_mb !== size_mb);
    const state = changed ? 'changed' : 'ok';
    return { path, size_gb: size_mb / MB_PER_GB, os, generation, children: childrenOf(path), state };
  });
  const there = new Set(present.map(({ path }) => fold(path)));
  const missing = recordedTemplates
    .filter(({ path }) => !there.has(fold(path)))
    .map(({ path, size_mb }): Template => {
      const size_gb = size_mb / MB_PER_GB;
      return { path, size_gb, os: 'unknown', generation: null, children: childrenOf(path), state: 'missing' };
    });
  return done({ templates: [...present, ...missing], roots: [...context.folders.template_roots] });
}

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
