import { existsSync } from 'node:fs';
import { dataFiles } from '../../host/dataFiles.ts';
import { readSummary } from '../../host/store/summary.ts';
import { runningHost } from '../settings/localHost.ts';
import { withLocalClient } from './localDoor.ts';

/** What is there that an uninstallation must think of. */
export interface Remaining {
  readonly unfinishedJobs: number;
  /** VMs made here. */
  readonly vms: number;
  /** Where their files are, as far as it is known. */
  readonly folder: string | null;
  /** Every folder that VMs and disks of ours are known to be in. */
  readonly folders: readonly string[];
}

const NOTHING: Remaining = { unfinishedJobs: 0, vms: 0, folder: null, folders: [] };

/** Asks the running host, else its records; null where neither tells. */
export async function whatRemains(dataDirectory: string): Promise<Remaining | null> {
  const { database } = dataFiles(dataDirectory);
  try {
    if (runningHost(dataDirectory) !== null) return await askHost(dataDirectory);
    if (!existsSync(database)) return NOTHING;
    const { unfinishedJobs, vms, folders, diskFolders } = readSummary(database);
    return { unfinishedJobs, vms, folder: folders[0] ?? null, folders: [...folders, ...diskFolders] };
  } catch {
    return null;
  }
}

function askHost(dataDirectory: string): Promise<Remaining> {
  return withLocalClient(dataDirectory, async (client) => {
    const [host, vms, waiting, running] = await Promise.all([
      client.call('getHost'),
      client.call('listVms'),
      client.call('listJobs', { query: { status: 'Submitted', limit: 200 } }),
      client.call('listJobs', { query: { status: 'Provisioning', limit: 200 } }),
    ]);
    return {
      unfinishedJobs: waiting.body.jobs.length + running.body.jobs.length,
      vms: vms.body.vms.filter(({ managed }) => managed).length,
      folder: host.body.vm_root,
      folders: [host.body.vm_root],
    };
  });
}
