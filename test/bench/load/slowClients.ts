import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Reachable } from '../../support/host/client.ts';

/** How slow clients fared. */
export interface SlowClients {
  /** Milliseconds for which each was open. */
  readonly openFor: readonly number[];
  /** What they were told, by status; 0: nothing. */
  readonly statuses: readonly (readonly [number, number])[];
}

/** Opens so many slow clients on a thread of their own, which has its own time; answers once all are closed. */
export async function slowClients(host: Reachable, count: number): Promise<SlowClients> {
  const { url, token } = host;
  const worker = new Worker(new URL('./slowClientsThread.ts', import.meta.url), {
    workerData: { url, token, count },
  });
  const [told] = (await once(worker, 'message')) as [SlowClients];
  return told;
}
