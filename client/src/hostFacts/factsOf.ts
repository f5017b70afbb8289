import type { HostFactsParams } from '#schemas/generated/types.ts';
import type { HostState } from '../store/hostState.ts';

/** What the language server wants to know of a host. */
export function factsOf({ host, vms, jobs, capacity, templates, networks, at }: HostState): HostFactsParams {
  const coming = [...jobs.values()]
    .filter(({ kind, finished_at }) => kind === 'provision' && finished_at === null)
    .flatMap((job) => job.vms.filter(({ status }) => status !== 'Failed').map(({ vm_name }) => vm_name));
  const names = new Set([...Array.from(vms.values(), ({ vm_name }) => vm_name), ...coming]);
  return {
    host: { name: host.name, simulated: host.simulated, vm_root: host.vm_root },
    at,
    capacity,
    templates,
    networks,
    vm_names: [...names],
    addresses: Array.from(vms.values()).flatMap(({ vm_name, ip_addresses, guest }) =>
      [...ip_addresses, ...(guest?.ip_address == null ? [] : [guest.ip_address])].map((address) => ({
        address,
        vm_name,
      })),
    ),
    own_vms: Array.from(vms.values()).filter(({ managed }) => managed),
  };
}
