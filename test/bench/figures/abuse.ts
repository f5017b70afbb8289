import { join } from 'node:path';
import type { Figure, Measurement } from '../figure.ts';
import { startBenchHost } from '../host/benchHost.ts';
import type { RequestLine } from '../load/connection.ts';
import { slowClients, type SlowClients } from '../load/slowClients.ts';
import { steadily } from '../load/steady.ts';
import { quantile, spread } from '../numbers.ts';

const SOCKETS = 500;
const PER_SECOND = 100;
const SECONDS = 8;

/** Other clients' answers while 500 connections are held by slow ones, and how long those are let. */
export const abuse: Figure = {
  name: 'abuse',
  measure: async (context) => {
    const folder = join(context.folder, 'abuse');
    const host = await startBenchHost({ root: context.root, folder, speed: 1 });
    try {
      const ask: RequestLine = { method: 'GET', path: '/api/capacity', body: '' };
      const requests = Array.from({ length: PER_SECOND * SECONDS }, () => ask);
      const load = { ...host, perSecond: PER_SECOND, requests, status: 200 };
      context.say('without slow clients');
      await steadily(load);
      const before = await steadily(load);
      context.say(`with ${SOCKETS} slow clients`);
      const slow = Promise.withResolvers<SlowClients>();
      // The others are connected already when the slow ones come.
      const during = await steadily({
        ...load,
        onConnected: () => slow.resolve(slowClients(host, SOCKETS)),
      });
      const { openFor, statuses } = await slow.promise;
      const raw = { before: spread(before), during: spread(during), statuses };
      const [p99before, p99during] = [quantile(before, 0.99), quantile(during, 0.99)];
      return [
        row('p99 of others among 500 slow clients, as a part of before', p99during / p99before, '', 2, raw),
        { what: '  that p99', value: p99during, unit: 'ms', target: null, raw },
        { what: '  and before', value: p99before, unit: 'ms', target: null, raw },
        row('  until the last slow client is closed', Math.max(...openFor) / 1000, 's', 10, spread(openFor)),
        row('  slow clients that were not closed', SOCKETS - openFor.length, '', 0, raw),
      ];
    } finally {
      await host.stop();
    }
  },
};

function row(what: string, value: number, unit: string, most: number, raw: unknown): Measurement {
  return { what, value, unit, target: { bound: 'at most', value: most }, raw };
}
