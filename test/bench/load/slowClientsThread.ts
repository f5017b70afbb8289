/** Thread: opens slow clients, and tells how they fared once all are closed. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSlowSockets } from '../../support/host/slowSockets.ts';

const { url, token, count } = workerData as {
  readonly url: string;
  readonly token: string;
  readonly count: number;
};
const { allClosed, openFor, statuses } = openSlowSockets({ url, token }, count);
await allClosed;
parentPort?.postMessage({ openFor, statuses: [...statuses] });
