import { setTimeout as sleep } from 'node:timers/promises';
import { openConnection, type RequestLine } from './connection.ts';

export interface SteadyLoad {
  readonly url: string;
  readonly token: string;
  /** Requests in each second, whether the earlier ones were answered or not. */
  readonly perSecond: number;
  readonly requests: readonly RequestLine[];
  /** The only status that counts as an answer. */
  readonly status: number;
  /** Told when all connections stand, before the first request. */
  readonly onConnected?: () => void;
}

/** As many as are ever under way at once. */
const CONNECTIONS = 16;

/**
 * Sends requests at a steady rate. Answers the latency of each in ms, from when it was due, so that a host that stalls is
 * not asked less. Throws at the first answer of another status.
 */
export async function steadily(load: SteadyLoad): Promise<number[]> {
  const { url, token, perSecond, requests, status, onConnected } = load;
  const free = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(url, token)));
  const all = [...free];
  onConnected?.();
  const latencies: number[] = [];
  const underWay = new Set<Promise<void>>();
  const send = async (request: RequestLine, due: number): Promise<void> => {
    // The one that has waited longest, so that the host closes none as idle.
    const connection = free.shift();
    if (connection === undefined) throw new Error(`${CONNECTIONS} requests are under way`);
    const answer = await connection.send(request);
    latencies.push(performance.now() - due);
    free.push(connection);
    if (answer.status !== status)
      throw new Error(`${request.path} was answered ${answer.status}, not ${status}: ${answer.body}`);
  };
  const started = performance.now();
  for (const [index, request] of requests.entries()) {
    const due = started + (index * 1000) / perSecond;
    while (performance.now() < due || free.length === 0) await sleep(1);
    const one = send(request, due).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  for (const connection of all) connection.close();
  return latencies;
}
