import { DatabaseSync } from 'node:sqlite';

/** What the records of a host that does not run say about VMs and jobs. */
export interface RecordsSummary {
  readonly unfinishedJobs: number;
  /** VMs made here that are there still. */
  readonly vms: number;
  /** Folders of these VMs. */
  readonly folders: readonly string[];
}

/** Reads them without changing anything. Throws where they cannot be read, also while a host has them open. */
export function readSummary(database: string): RecordsSummary {
  const sqlite = new DatabaseSync(database, { readOnly: true });
  try {
    const jobs = sqlite
      .prepare("SELECT count(*) AS n FROM job WHERE status IN ('Submitted', 'Provisioning')")
      .get();
    const rows = sqlite.prepare("SELECT folder FROM managed_vm WHERE state = 'HELD' ORDER BY folder").all();
    const folders = rows.map(({ folder }) => String(folder));
    return { unfinishedJobs: Number(jobs?.['n']), vms: folders.length, folders };
  } finally {
    sqlite.close();
  }
}
