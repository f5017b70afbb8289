import { join } from 'node:path';
import { findLocal } from '../../../client/src/connection/findLocal.ts';
import { createConnection, type HostConnection } from '../../../client/src/connection/hostConnection.ts';
import type { Figure } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import { median } from '../numbers.ts';

const RUNS = 7;
/** Milliseconds between two looks of the extension at the file of a host. */
const FILE_MS = 1000;

/** From when a host that was restarted listens again, under another port, until the editor's connection is open. */
export const reconnect: Figure = {
  name: 'reconnect',
  measure: async ({ root, folder, say }) => {
    const data = join(folder, 'reconnect');
    const connection = createConnection({
      find: () => Promise.resolve(findLocal([data], 'none')),
      client: 'bench',
      random: Math.random,
      log: () => undefined,
    });
    const times: number[] = [];
    const running = { host: await startBenchHost({ root, folder: data, speed: 1 }) };
    try {
      connection.connect();
      await whenOpen(connection, 1);
      for (let run = 1; run <= RUNS; run += 1) {
        say(`run ${run} of ${RUNS}`);
        process.kill(running.host.pid, 'SIGKILL');
        running.host = await startBenchHost({ root, folder: data, speed: 1 });
        const listening = performance.now();
        await whenOpen(connection, run + 1);
        times.push(performance.now() - listening);
      }
    } finally {
      connection.stop();
      await running.host.stop();
    }
    return [
      {
        what: 'editor connected again after a restart of the host',
        value: median(times),
        unit: 'ms',
        target: { bound: 'at most', value: 3000 },
        raw: times,
      },
    ];
  },
};

/** Waits until the connection stands to the host that was started that many times on its data. */
function whenOpen(connection: HostConnection, starts: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const state = connection.state();
      const isOpen = state.kind === 'open' && state.host.epoch === starts;
      if (isOpen) resolve();
      // A local host that was gone is looked for again, as the extension does when the file of the host changes.
      else if (state.kind === 'none') setTimeout(() => connection.connect(), FILE_MS);
      return isOpen;
    };
    if (look()) return;
    const leave = connection.follow({
      state: () => {
        if (look()) leave();
      },
    });
  });
}
