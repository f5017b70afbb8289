import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { getCapacity } from '../../server/src/host/services/capacity.ts';
import { assertLedgerIsMachine, sums } from '../support/host/ledgerOf.ts';
import { spec, vm } from '../support/host/vm.ts';
import { askHost, becomeReady, readyHost } from '../support/simulation/readyHost.ts';
import type { Request } from '../support/simulation/requests.ts';
import type { SimHost } from '../support/simulation/simHost.ts';

const MINUTE = 60_000;
const VMS = 16;
const CORES = 3;

const many: Request = {
  ask: 'provision',
  key: null,
  spec: spec(...Array.from({ length: VMS }, (_, n) => vm(`vm-${n}`, { cpu_cores: CORES }))),
};

describe('records that are older than the machine', () => {
  const state: { host: SimHost | null } = { host: null };
  afterEach(() => state.host?.close());

  /** A host whose 16 VMs run, with records that `restore` puts in the place of those that know it. */
  const restored = async (
    restore: (database: string) => void,
    backUp: (host: SimHost) => Promise<void> = () => Promise.resolve(),
  ): Promise<SimHost> => {
    const host = await readyHost();
    state.host = host;
    await host.bury('calls_end');
    const { database } = host.files;
    copyFileSync(database, `${database}.old`);
    host.start();
    await becomeReady(host);
    assert.ok(askHost(host, many).ok);
    await backUp(host);
    await host.clock.advance(5 * MINUTE);
    assert.equal(host.store().managed.held().length, VMS);
    assert.equal(host.store().jobs.countUnfinished(), 0);
    await host.bury('calls_end');
    for (const end of ['-wal', '-shm', '']) rmSync(`${database}${end}`, { force: true });
    restore(database);
    host.start();
    await becomeReady(host);
    return host;
  };

  for (const [what, restore] of [
    ['from a backup', (database: string) => copyFileSync(`${database}.old`, database)],
    ['empty', () => undefined],
  ] as const) {
    it(`T21: ${what}: all that runs is counted before the first request, and nothing is promised twice`, async () => {
      const host = await restored(restore);
      const engine = host.engine();
      assert.ok(engine !== null);
      const capacity = getCapacity(engine.context);
      assert.ok(capacity.ok);
      const cpu = capacity.value.resources.find(({ resource }) => resource === 'cpu');
      const taken = (cpu?.committed ?? 0) + (cpu?.committed_unmanaged ?? 0);
      assert.deepEqual([taken, cpu?.available, cpu?.over_by], [VMS * CORES, 64 - VMS * CORES, 0]);
      const orphans = host
        .store()
        .events.after(0, 1000)
        .filter(({ type }) => type === 'orphan_found');
      assert.equal(orphans.length + host.store().managed.held().length, VMS);

      const free = 64 - VMS * CORES;
      const more = askHost(host, { ...many, spec: spec(vm('more', { cpu_cores: free + 1 })) });
      assert.equal(more.ok ? 'accepted' : more.refusal.code, 'capacity_exceeded');
      const again = askHost(host, { ...many, spec: spec(vm('VM-3')) });
      assert.equal(again.ok ? 'accepted' : again.refusal.code, 'name_in_use');
      assert.ok(askHost(host, { ...many, spec: spec(vm('fits', { cpu_cores: free })) }).ok);
    });
  }

  it('T21: from a backup made while they were made: every one is taken up as what it is', async () => {
    const host = await restored(
      (database) => copyFileSync(`${database}.half`, database),
      async (running) => {
        running.life().endAfter(100);
        await running.clock.advance(MINUTE);
        assert.ok(running.life().over());
        await running.bury('calls_end');
        copyFileSync(running.files.database, `${running.files.database}.half`);
        running.start();
        await becomeReady(running);
      },
    );
    const cpu = sums({ host: { store: host.store() } })['cpu|'];
    assert.equal(cpu, VMS * CORES);
    assert.ok(host.store().jobs.countUnfinished() > 0);
    await host.clock.advance(5 * MINUTE);
    assert.equal(host.store().jobs.countUnfinished(), 0);
    assertLedgerIsMachine({ host: { store: host.store() }, hyperv: host.machine() });
  });
});
