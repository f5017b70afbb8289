import type { HostFactsParams, Host } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';

/** Jobs that are looked through for VMs that are being created. */
const JOBS = 100;

/** Reads what the language server wants to know of a host. Rejects with HostFailure. */
export async function readFacts(
  connection: HostConnection,
  host: Host,
  now: () => Date,
): Promise<HostFactsParams> {
  const at = now().toISOString();
  const [capacity, templates, networks, vms, ...jobs] = await Promise.all([
    connection.call('capacity/get', {}),
    connection.call('templates/list', {}),
    connection.call('networks/list', {}),
    connection.call('vms/list', {}),
    connection.call('jobs/list', { status: 'Submitted', limit: JOBS }),
    connection.call('jobs/list', { status: 'Provisioning', limit: JOBS }),
  ]);
  const coming = jobs
    .flatMap((list) => list.jobs)
    .filter(({ kind }) => kind === 'provision')
    .flatMap((job) => job.vms.filter(({ status }) => status !== 'Failed').map(({ vm_name }) => vm_name));
  const names = new Set([...vms.vms.map(({ vm_name }) => vm_name), ...coming]);
  return {
    host: { name: host.name, simulated: host.simulated, vm_root: host.vm_root },
    at,
    capacity,
    templates,
    networks,
    vm_names: [...names],
    own_vms: vms.vms.filter(({ managed }) => managed),
  };
}
