import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { assertLedgerIsMachine, leftOnMachine, sums } from '../support/host/ledgerOf.ts';
import { spec, vm } from '../support/host/vm.ts';
import { askHost, becomeReady, readyHost } from '../support/simulation/readyHost.ts';
import type { Request } from '../support/simulation/requests.ts';
import type { SimHost } from '../support/simulation/simHost.ts';

const MINUTE = 60_000;

/** All processors of the machine. */
const all: Request = { ask: 'provision', key: null, spec: spec(vm('a', { cpu_cores: 64 })) };
const half: Request = { ask: 'provision', key: null, spec: spec(vm('b', { cpu_cores: 32 })) };

describe('what is given back', () => {
  const state: { host: SimHost | null } = { host: null };
  afterEach(() => state.host?.close());

  const start = async (): Promise<SimHost> => {
    const host = await readyHost({ faults: [{ kind: 'error', step: 'start', vm_name: 'a' }] });
    state.host = host;
    return host;
  };

  const free = (host: SimHost): number => 64 - (sums({ host: { store: host.store() } })['cpu|'] ?? 0);

  it('T11: is the same when it is given back twice', async () => {
    const host = await start();
    assert.ok(askHost(host, all).ok);
    const [row] = host.store().managed.held();
    assert.ok(row !== undefined);
    await host.clock.advance(MINUTE);
    assert.equal(free(host), 64);
    assert.ok(askHost(host, half).ok);
    const store = host.store();
    for (let time = 0; time < 2; time += 1)
      store.transact(() => {
        store.ledger.releaseCompute(row.id, 'again');
        store.ledger.releaseDisks(row.id, () => true, 'again');
        store.managed.release(row.id);
      });
    assert.equal(free(host), 32);
    await host.clock.advance(MINUTE);
    assert.equal(free(host), 32);
  });

  it('T11: is given back once, wherever a rollback is cut off and resumed', async () => {
    for (let moment = 1; moment <= 60; moment += 1) {
      const host = await start();
      assert.ok(askHost(host, all).ok);
      host.life().endAfter(moment);
      await host.clock.advance(MINUTE);
      if (host.life().over()) {
        await host.bury('calls_end');
        host.start();
        await becomeReady(host);
      }
      host.life().endAfter(Infinity);
      // Whoever comes while the rollback is under way or over gets what is free, and keeps it.
      const during: number = askHost(host, half).ok ? 32 : 0;
      await host.clock.advance(2 * MINUTE);
      assert.equal(free(host), 64 - during, `after ${moment} moments`);
      await host.close();
      state.host = null;
    }
  });

  /** A job of `a` and `b` that wants both or none: `a` is finished, `b` was cancelled and will fail when it is retried. */
  const halfDone = async (): Promise<{ host: SimHost; job_id: string; vm_id: string }> => {
    const host = await readyHost({
      faults: [{ kind: 'slow', step: 'configure', vm_name: 'b', delay_ms: MINUTE, times: 1 }],
    });
    state.host = host;
    const two = spec(vm('a', { cpu_cores: 8 }), vm('b', { cpu_cores: 8 }));
    const made = askHost(host, { ask: 'provision', key: null, all: true, spec: two });
    assert.ok(made.ok);
    const { job_id } = made.value.answer.provisioning_job_response;
    await host.clock.advance(MINUTE / 2);
    assert.ok(askHost(host, { ask: 'cancel', key: null, job_id }).ok);
    await host.clock.advance(2 * MINUTE);
    const vms = host.store().jobs.vms(job_id);
    assert.deepEqual(
      vms.map((row) => row.vm.status),
      ['Success', 'Failed'],
    );
    host.machine().faults.add({ kind: 'error', step: 'start', vm_name: 'b' });
    return { host, job_id, vm_id: vms[0]?.vm.vm_id ?? '' };
  };

  it('of a VM that an earlier attempt had finished, only when the VM is gone', async () => {
    const { host, job_id } = await halfDone();
    assert.ok(askHost(host, { ask: 'retry', key: null, job_id }).ok);
    await host.clock.advance(2 * MINUTE);
    assert.equal(host.store().jobs.head(job_id)?.reason, 'start_failed');
    assert.deepEqual(leftOnMachine({ hyperv: host.machine() }), []);
    assert.equal(free(host), 64);
  });

  it('leaves alone what somebody has kept of a VM that an earlier attempt had finished', async () => {
    const { host, job_id, vm_id } = await halfDone();
    assert.ok(askHost(host, { ask: 'delete', key: null, vm_id, disks: 'keep' }).ok);
    await host.clock.advance(MINUTE);
    assert.ok(askHost(host, { ask: 'retry', key: null, job_id }).ok);
    await host.clock.advance(2 * MINUTE);
    assert.equal(host.store().ledger.keptDisks().length, 1);
    assertLedgerIsMachine({ host: { store: host.store() }, hyperv: host.machine() });
  });
});
