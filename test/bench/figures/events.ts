import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Figure } from '../figure.ts';
import type { EventHostReady, EventOrder } from '../host/eventOrder.ts';
import { monotonicMs } from '../host/monotonic.ts';
import { quantile, spread } from '../numbers.ts';

const SUBSCRIBERS = 50;
const order: EventOrder = { count: 10_000, perSecond: 1000 };
/** Time after which an event that has not come is lost. */
const PATIENCE_MS = 60_000;

/** From the transaction of an event to its arrival at every subscriber. */
export const events: Figure = {
  name: 'events',
  measure: async (context) => {
    const host = fork(join(import.meta.dirname, '..', 'host', 'eventHost.ts'), [
      join(context.folder, 'events'),
    ]);
    try {
      const [ready] = (await once(host, 'message')) as [EventHostReady];
      const all = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => subscribe(ready)));
      context.say(`${order.count} events, ${SUBSCRIBERS} subscribers`);
      const started = monotonicMs();
      host.send(order);
      await Promise.all(all.map(({ complete }) => complete));
      const perSecond = order.count / ((monotonicMs() - started) / 1000);
      for (const { socket } of all) socket.terminate();
      const latencies = all.flatMap((subscriber) => subscriber.latencies);
      const lost = SUBSCRIBERS * order.count - latencies.length;
      return [
        {
          what: `event to 50 subscribers at ${Math.round(perSecond)}/s, 99 % within`,
          value: quantile(latencies, 0.99),
          unit: 'ms',
          target: { bound: 'at most', value: 20 },
          raw: { perSecond, latency_ms: spread(latencies) },
        },
        {
          what: '  events lost',
          value: lost,
          unit: '',
          target: { bound: 'at most', value: 0 },
          raw: { lost },
        },
      ];
    } finally {
      host.disconnect();
      await once(host, 'exit');
    }
  },
};

interface Subscriber {
  readonly socket: WebSocket;
  readonly latencies: number[];
  /** Resolves with the last event, or when patience ends. */
  readonly complete: Promise<void>;
}

async function subscribe({ url, token }: EventHostReady): Promise<Subscriber> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/rpc`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await once(socket, 'open');
  const latencies: number[] = [];
  const done = Promise.withResolvers<undefined>();
  const subscribed = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => done.resolve(undefined), PATIENCE_MS);
  socket.on('message', (data: Buffer) => {
    const now = monotonicMs();
    const text = data.toString('latin1');
    const match = /"index":(\d+),"sent":([\d.]+)/.exec(text);
    if (match === null) {
      if (text.includes('"result"')) subscribed.resolve(undefined);
      return;
    }
    // In order and none twice: an event counts only in its place.
    if (Number(match[1]) === latencies.length) latencies.push(now - Number(match[2]));
    if (latencies.length === order.count) {
      clearTimeout(timer);
      done.resolve(undefined);
    }
  });
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'events/subscribe', params: {} }));
  await subscribed.promise;
  return { socket, latencies, complete: done.promise };
}
