import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteCode, SQLITE_BUSY } from './database.ts';

/** What the records of a host that does not run say about VMs and jobs. */
export interface RecordsSummary {
  readonly unfinishedJobs: number;
  /** VMs made here that are there still. */
  readonly vms: number;
  /** Folders of these VMs. */
  readonly folders: readonly string[];
  /** Folders of disks that are still held, also of VMs that are gone. */
  readonly diskFolders: readonly string[];
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
    const disks = sqlite.prepare("SELECT path FROM reservation WHERE state = 'HELD' AND path <> ''").all();
    const diskFolders = [...new Set(disks.map(({ path }) => win32.dirname(String(path))))];
    return { unfinishedJobs: Number(jobs?.['n']), vms: folders.length, folders, diskFolders };
  } finally {
    sqlite.close();
  }
}

/** Whether a process has the records open: a host keeps them locked from its start to its end. */
export function isHeld(database: string): boolean {
  if (!existsSync(database)) return false;
  try {
    readSummary(database);
    return false;
  } catch (error) {
    return sqliteCode(error) === SQLITE_BUSY;
  }
}
