import { openConnection, type RequestLine } from './connection.ts';

export interface Load {
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  readonly requests: readonly RequestLine[];
  /** The only status that counts as an answer. */
  readonly status: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Time of every answer in ms, in the order in which they came. */
  readonly latencies: readonly number[];
}

/** Sends all requests, each connection one after the other. Throws at the first answer of another status. */
export async function drive({ url, token, connections, requests, status }: Load): Promise<LoadResult> {
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(url, token)));
  const latencies: number[] = [];
  const queue = requests.values();
  const started = performance.now();
  await Promise.all(
    open.map(async (connection) => {
      for (const request of queue) {
        const sent = performance.now();
        const answer = await connection.send(request);
        latencies.push(performance.now() - sent);
        if (answer.status !== status)
          throw new Error(`${request.path} was answered ${answer.status}, not ${status}: ${answer.body}`);
      }
    }),
  );
  const perSecond = requests.length / ((performance.now() - started) / 1000);
  for (const connection of open) connection.close();
  return { perSecond, latencies };
}
