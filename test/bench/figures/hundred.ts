import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { manyVms } from '../host/bigMachine.ts';
import { submit, success } from '../host/calls.ts';
import { openConnection } from '../load/connection.ts';
import { median } from '../numbers.ts';

const RUNS = 5;

/** A hundred VMs in one request, from the request to its success, when the machine itself takes no time. */
export const hundred: Figure = {
  name: 'hundred',
  measure: async (context) => {
    const times: number[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      context.say(`run ${run} of ${RUNS}`);
      const folder = join(context.folder, `hundred-${run}`);
      const host = await startBenchHost({ root: context.root, folder, speed: 0 });
      try {
        const connection = await openConnection(host.url, host.token);
        const body = JSON.stringify(manyVms(100, 'vm'));
        const started = performance.now();
        await success(
          connection,
          await submit(connection, { method: 'POST', path: '/api/vms/provision', body }),
        );
        times.push(performance.now() - started);
        connection.close();
      } finally {
        await host.stop();
      }
    }
    return [
      {
        what: '100 VMs in one request, no latency',
        value: median(times),
        unit: 'ms',
        target: { bound: 'at most', value: 2000 },
        raw: times,
      },
    ];
  },
};
