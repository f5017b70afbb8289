import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../../server/src/host/store/store.ts';
import { fakeClock } from '../fakeClock.ts';
import { jobDraft } from '../heldVm.ts';

/** Opens records for a test; every failure of the disk is thrown. */
export function openTestStore(path: string): Store {
  return openStore({
    ...{ path, program: '0.0.0-test', fillLog: false, clock: fakeClock(), simulated: true },
    onDiskFailure: (error) => {
      throw error;
    },
    onListenerError: () => undefined,
  });
}

/** The files of a database as they lie while a host runs, and where in the log each commit ends. */
export interface Committed {
  readonly database: Buffer;
  readonly log: Buffer;
  /** Length of the log when the job with this number was acknowledged. */
  readonly ends: readonly number[];
}

/** Commits so many jobs, each with two events in one transaction, and keeps what is on disk then. */
export function commitJobs(folder: string, count: number): Committed {
  const path = join(folder, 'whole.db');
  const store = openTestStore(path);
  const ends: number[] = [];
  for (let n = 0; n < count; n += 1) {
    store.transact((emit) => {
      store.jobs.add(
        jobDraft(`job-${String(n)}`, { request: JSON.stringify({ n, text: 'x'.repeat(n * 40) }) }),
      );
      emit({ type: 'job_submitted', job_id: `job-${String(n)}` });
      emit({ type: 'job_started', job_id: `job-${String(n)}` });
    });
    ends.push(statSync(`${path}-wal`).size);
  }
  copyFileSync(path, join(folder, 'kept.db'));
  const committed = { database: readFileSync(path), log: readFileSync(`${path}-wal`), ends };
  store.close();
  return committed;
}

/** The numbers of the jobs that are there after such files were opened, each with both of its events. */
export function jobsAfter(folder: string, database: Buffer, log: Buffer): number[] {
  const path = join(folder, 'torn.db');
  writeFileSync(path, database);
  writeFileSync(`${path}-wal`, log);
  const store = openTestStore(path);
  try {
    const events = store.events.after(0, 1_000_000);
    const jobs = store.jobs.list({ status: null, before: null, limit: 10_000 }).map(({ job }) => job.job_id);
    for (const id of jobs)
      if (events.filter(({ job_id }) => job_id === id).length !== 2) throw new Error(`${id} is not whole`);
    if (events.length !== 2 * jobs.length) throw new Error('events without their job');
    return jobs.map((id) => Number(id.slice('job-'.length))).sort((a, b) => a - b);
  } finally {
    store.close();
  }
}
