import { join } from 'node:path';
import type { Job } from '#schemas/generated/types.ts';
import type { BenchContext, Figure } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { manyVms } from '../host/bigMachine.ts';
import { writeFinishedJobs } from '../host/finishedJobs.ts';
import { call, submit } from '../host/calls.ts';
import { openConnection, type Connection } from '../load/connection.ts';
import { median } from '../numbers.ts';

const JOBS = 10_000;
/** VMs that were being made when the host was killed. */
const UNFINISHED = 50;
const RUNS = 5;

/** A host that was killed with 10,000 jobs in its records, some unfinished: until it takes jobs, until those move. */
export const recovery: Figure = {
  name: 'recovery',
  measure: async (context) => {
    const folder = join(context.folder, 'recovery');
    context.say(`writing ${JOBS} finished jobs`);
    writeFinishedJobs(folder, JOBS);
    const runs = [];
    for (let run = 1; run <= RUNS; run += 1) {
      context.say(`run ${run} of ${RUNS}`);
      runs.push(await recover(context, folder, run));
    }
    const ready = runs.map((one) => one.ready);
    const moving = runs.map((one) => one.moving);
    return [
      {
        what: 'start after a kill to the first job taken, 10,000 jobs',
        value: median(ready),
        unit: 'ms',
        target: { bound: 'at most', value: 2000 },
        raw: ready,
      },
      {
        what: '  until the unfinished jobs move',
        value: median(moving),
        unit: 'ms',
        target: { bound: 'at most', value: 5000 },
        raw: moving,
      },
    ];
  },
};

/** Milliseconds from the start of the process, and from then on. */
interface Recovered {
  readonly ready: number;
  readonly moving: number;
}

async function recover({ root }: BenchContext, folder: string, run: number): Promise<Recovered> {
  const first = await startBenchHost({ root, folder, speed: 1 });
  const before = await openConnection(first.url, first.token);
  const body = JSON.stringify(manyVms(UNFINISHED, `run-${run}`));
  const jobId = await submit(before, { method: 'POST', path: '/api/vms/provision', body });
  await changed(before, jobId);
  before.close();
  process.kill(first.pid, 'SIGKILL');
  const started = performance.now();
  const second = await startBenchHost({ root, folder, speed: 1 });
  try {
    const connection = await openConnection(second.url, second.token);
    const one = JSON.stringify(manyVms(1, `ready-${run}`));
    await submit(connection, { method: 'POST', path: '/api/vms/provision', body: one });
    const ready = performance.now() - started;
    await changed(connection, jobId);
    const moving = performance.now() - started - ready;
    connection.close();
    return { ready, moving };
  } finally {
    await second.stop();
  }
}

/** Waits until a job is further than it is now. */
async function changed(connection: Connection, jobId: string): Promise<void> {
  const now = await stateOf(connection, jobId);
  while ((await stateOf(connection, jobId)) === now);
}

async function stateOf(connection: Connection, jobId: string): Promise<string> {
  const job = (await call(connection, { method: 'GET', path: `/api/jobs/${jobId}`, body: '' })) as Job;
  return JSON.stringify(job.vms);
}
