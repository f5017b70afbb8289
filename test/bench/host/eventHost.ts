/**
 * Program: a host that makes events at a steady rate once its parent says how many. Every event is a transaction of its
 * own, as most are in a job, and carries the time at which that transaction began.
 */
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { startTestHost } from '../../support/host/testHost.ts';
import type { EventOrder, EventHostReady } from './eventOrder.ts';
import { monotonicMs } from './monotonic.ts';

const test = await startTestHost({
  directory: process.argv[2] ?? '',
  config: { limits: { websocket_clients: 64 } },
});
process.once('message', (order: EventOrder) => void emitAll(order));
process.once('disconnect', () => void test.stop());
process.send?.({ url: test.url, token: test.token } satisfies EventHostReady);

async function emitAll({ count, perSecond }: EventOrder): Promise<void> {
  const started = monotonicMs();
  for (let index = 0; index < count; index += 1) {
    const due = started + (index * 1000) / perSecond;
    while (monotonicMs() < due) await sleep(1);
    test.host.store.transact((emit) => {
      emit({ type: 'vm_changed', vm_name: 'bench', data: { index, sent: monotonicMs() } });
    });
    await turn();
  }
}
