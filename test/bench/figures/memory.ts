import { join } from 'node:path';
import type { VmList } from '#schemas/generated/types.ts';
import type { Figure } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { oneVm } from '../host/bigMachine.ts';
import { call, idle, submit } from '../host/calls.ts';
import { openConnection, type Connection } from '../load/connection.ts';

const JOBS = 10_000;
/** VMs that are created, and then deleted, in one go. */
const AT_ONCE = 100;

/** Memory of the host's process after many jobs: VMs created and deleted, one job for each of both. */
export const memory: Figure = {
  name: 'memory',
  measure: async (context) => {
    const folder = join(context.folder, 'memory');
    const host = await startBenchHost({ root: context.root, folder, speed: 0 });
    try {
      const connection = await openConnection(host.url, host.token);
      const raw: { jobs: number; rss_mb: number }[] = [{ jobs: 0, rss_mb: await residentMb(connection) }];
      for (let jobs = 0; jobs < JOBS; jobs += 2 * AT_ONCE) {
        await createAndDelete(connection);
        raw.push({ jobs: jobs + 2 * AT_ONCE, rss_mb: await residentMb(connection) });
        if ((jobs / (2 * AT_ONCE)) % 10 === 9) context.say(`${jobs + 2 * AT_ONCE} jobs done`);
      }
      connection.close();
      const value = raw.at(-1)?.rss_mb ?? 0;
      return [
        {
          what: 'memory of the host after 10,000 jobs',
          value,
          unit: 'MB',
          target: { bound: 'at most', value: 150 },
          raw,
        },
      ];
    } finally {
      await host.stop();
    }
  },
};

async function createAndDelete(connection: Connection): Promise<void> {
  for (let index = 0; index < AT_ONCE; index += 1) {
    const { provisioning_request } = oneVm(`vm-${index}`);
    const vms = provisioning_request.vms.map((vm) => ({ ...vm, start: false }));
    const body = JSON.stringify({ provisioning_request: { ...provisioning_request, vms } });
    await submit(connection, { method: 'POST', path: '/api/vms/provision', body });
  }
  await idle(connection);
  const { vms } = (await call(connection, { method: 'GET', path: '/api/vms', body: '' })) as VmList;
  if (vms.length !== AT_ONCE) throw new Error(`${AT_ONCE} VMs were asked for and ${vms.length} are there`);
  for (const { vm_id } of vms) {
    await submit(connection, { method: 'DELETE', path: `/api/vms/${vm_id}?disks=delete`, body: '' });
  }
  await idle(connection);
}

async function residentMb(connection: Connection): Promise<number> {
  const { body } = await connection.send({ method: 'GET', path: '/metrics', body: '' });
  const bytes = /^vmspec_process_memory_bytes\{kind="rss"\} (\d+)$/m.exec(body)?.[1];
  if (bytes === undefined) throw new Error('the host does not tell its memory');
  return Number(bytes) / 2 ** 20;
}
