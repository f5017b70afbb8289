import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { writeFinishedJobs } from '../host/finishedJobs.ts';
import { median } from '../numbers.ts';

const JOBS = 10_000;
const RUNS = 7;

/** From the start of the process to the line that it listens, with a database of many finished jobs. */
export const start: Figure = {
  name: 'start',
  measure: async (context) => {
    const folder = join(context.folder, 'start');
    context.say(`writing ${JOBS} finished jobs`);
    writeFinishedJobs(folder, JOBS);
    const times: number[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      context.say(`run ${run} of ${RUNS}`);
      const host = await startBenchHost({ root: context.root, folder, speed: 1 });
      times.push(host.startMs);
      await host.stop();
    }
    return [
      {
        what: 'start to listening, 10,000 finished jobs',
        value: median(times),
        unit: 'ms',
        target: { bound: 'at most', value: 1000 },
        raw: times,
      },
    ];
  },
};
