import assert from 'node:assert/strict';
import { it } from 'mocha';
import type { FakeClock } from '../fakeClock.ts';
import { member } from './client.ts';
import type { Hosts } from './hosts.ts';
import { ended, errorOf, provision, submit } from './jobs.ts';
import { leftOnMachine, sums } from './ledgerOf.ts';
import { assertNoTrace, traceOf } from './trace.ts';
import { spec, vm } from './vm.ts';

const GB = 1024;

/** Hosts of one driver for these tests. */
export interface OutsideHosts extends Pick<Hosts, 'start'> {
  readonly clock: () => FakeClock;
}

/** What a host makes of a machine that others changed, or that cannot be read, whichever driver works on it. */
export function describeOutsideChanges({ start, clock: newClock }: OutsideHosts): void {
  it('T19: what others take is gone for the next request', async () => {
    const host = await start();
    host.hyperv.byHand.createVm({
      name: 'eats-memory',
      running: true,
      cpu_cores: 4,
      memory: { dynamic: false, startup_mb: 60 * GB, min_mb: 512, max_mb: 1024 * GB },
    });
    await host.host.watch.fresh();
    const error = errorOf(
      await provision(host, spec(vm('a', { ram_startup_mb: 6144, ram_min_mb: 512, ram_max_mb: 6144 }))),
      409,
    );
    assert.equal(error.message, 'Host capacity exceeded: RAM requested 6144 MB, available 4096 MB');
    assert.equal(member(error.details, 0, 'committed_unmanaged'), 60 * GB);
  });

  it('refuses new work while the machine cannot be read, and recovers', async () => {
    const host = await start();
    host.hyperv.faults.add({ kind: 'error', step: 'inventory', operation: 'Get-VM' });
    await host.host.watch.fresh();
    const before = traceOf(host);
    const refused = await provision(host, spec(vm('a')));
    const error = errorOf(refused, 503);
    assert.equal(error.code, 'inventory_unknown');
    assert.equal(refused.headers['retry-after'], '5');
    assertNoTrace(host, before);
    host.hyperv.faults.clear();
    await host.host.watch.fresh();
    await submit(host, spec(vm('a')));
  });

  for (const [what, sizeMb] of [
    ['swapped', undefined],
    ['grown', 2 * GB],
  ] as const) {
    it(`T37: refuses to build on a template that was ${what} after the job was accepted`, async () => {
      const clock = newClock();
      const host = await start({
        clock,
        faults: [{ kind: 'slow', step: 'template', delay_ms: 60_000, times: 1 }],
      });
      const id = await submit(host, spec(vm('a')));
      host.hyperv.byHand.replaceDisk('C:\\Templates\\tiny.vhdx', sizeMb);
      const job = await ended(host, id, { between: () => clock.advance(1_000) });
      assert.deepEqual([job.status, job.reason], ['Failed', 'template_changed']);
      assert.deepEqual(leftOnMachine(host), []);
      assert.deepEqual(sums(host), {});
    });
  }
}
