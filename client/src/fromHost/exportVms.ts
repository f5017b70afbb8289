import type { VmExport } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { HostConnection } from '../connection/hostConnection.ts';

/** Entries that are asked for at the same time. */
const AT_ONCE = 8;

/** VMs of a host as entries of a spec, in this order; null for one that is not there any more. Rejects with HostFailure. */
export async function exportVms(
  connection: Pick<HostConnection, 'call'>,
  ids: readonly string[],
): Promise<readonly (VmExport | null)[]> {
  const entries: (VmExport | null)[] = [];
  const queue = ids.entries();
  const worker = async (): Promise<void> => {
    for (const [at, id] of queue) entries[at] = await exportVm(connection, id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return entries;
}

async function exportVm(connection: Pick<HostConnection, 'call'>, vm_id: string): Promise<VmExport | null> {
  try {
    return await connection.call('vms/export', { vm_id });
  } catch (error) {
    if (error instanceof HostFailure && error.refusal?.code === 'vm_not_found') return null;
    throw error;
  }
}
