import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { audit, onlyFinding, repair } from '../../support/host/audit.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { hosts } from '../../support/host/hosts.ts';
import { ended, eventsOf, provisioned, remove, jobIdOf, vmNamed } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, leftOnMachine, sums } from '../../support/host/ledgerOf.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { traceOf, assertNoTrace } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

async function idOf(host: TestHost, name: string): Promise<string> {
  return (await vmNamed(host, name)).vm_id;
}

describe('the audit', () => {
  const { start } = hosts();

  it('finds nothing where records and host agree, and changes nothing by looking', async () => {
    const host = await start();
    await provisioned(host, spec(vm('a', { data_disks: [{ size_gb: 1, volume: 'D:\\' }] }), vm('b')));
    const before = traceOf(host);
    assert.deepEqual(await audit(host), []);
    assert.deepEqual((await repair(host)).actions, []);
    assertNoTrace(host, before);
  });

  it('finds a VM that is gone, and gives back what it held once three readings prove it', async () => {
    const host = await start();
    await provisioned(host, spec(vm('a')));
    host.hyperv.byHand.deleteVm(await idOf(host, 'a'));
    const found = await onlyFinding(host, 'vm_gone');
    assert.equal(found.remedy, 'safe');
    assert.ok((sums(host)['cpu|'] ?? 0) > 0);
    const { actions } = await repair(host);
    assert.deepEqual(
      actions.map(({ outcome }) => outcome),
      ['done'],
    );
    assert.equal(sums(host)['cpu|'], undefined);
  });

  it('a preview changes nothing', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    await ended(host, jobIdOf(await remove(host, job.vms[0]?.vm_id ?? '', '?force=true')));
    const { id } = await onlyFinding(host, 'disk_kept');
    const before = traceOf(host);
    const { actions, preview } = await repair(host, [id], true);
    assert.deepEqual([preview, actions.map(({ outcome }) => outcome)], [true, ['planned']]);
    assertNoTrace(host, before);
  });

  it('removes a kept disk only when it is named, and gives its room back', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a'), vm('b')));
    await ended(host, jobIdOf(await remove(host, job.vms[0]?.vm_id ?? '', '?force=true')));
    assert.deepEqual((await repair(host)).actions, []);
    const { id, path } = await onlyFinding(host, 'disk_kept');
    assert.equal((await repair(host, [id])).left, 0);
    assert.ok(!leftOnMachine(host).includes(path ?? ''), 'the file is gone');
    assertLedgerIsMachine(host);
  });

  it('lists a file that no record explains and never removes it; one in the folder of a VM that is gone, when asked', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const folder = host.host.store.managed.held()[0]?.blueprint.folder ?? '';
    await ended(host, jobIdOf(await remove(host, job.vms[0]?.vm_id ?? '', '?disks=keep&force=true')));
    host.hyperv.byHand.createDisk(`${folder}\\extra.vhdx`, GB);
    host.hyperv.byHand.createDisk('C:\\VMs\\VMSpec\\somebody\\else\\x.vhdx', GB);
    const findings = await audit(host);
    const [ours, theirs] = findings.filter(({ kind }) => kind === 'file_unexplained');
    assert.deepEqual([ours?.path, ours?.remedy], [`${folder}\\extra.vhdx`, 'on_request']);
    assert.equal(theirs?.remedy, 'none');
    const { actions } = await repair(host, [ours?.id ?? '', theirs.id]);
    assert.deepEqual(
      actions.map(({ outcome }) => outcome),
      ['done', 'gone'],
    );
    const files = leftOnMachine(host);
    assert.ok(!files.includes(`${folder}\\extra.vhdx`));
    assert.ok(files.includes(`${folder}\\a.vhdx`), 'the kept disk beside it stays');
    assert.ok(files.includes('C:\\VMs\\VMSpec\\somebody\\else\\x.vhdx'));
  });

  it('never removes a file from a folder in which a VM lives', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const folder = host.host.store.managed.held()[0]?.blueprint.folder ?? '';
    await ended(host, jobIdOf(await remove(host, job.vms[0]?.vm_id ?? '', '?force=true')));
    const { id, path } = await onlyFinding(host, 'disk_kept');
    host.hyperv.byHand.createVm({ name: 'moved-in', path: folder });
    const { actions } = await repair(host, [id]);
    assert.deepEqual(
      actions.map(({ outcome, message }) => [outcome, message]),
      [['failed', 'A VM lives in its folder or uses the file.']],
    );
    assert.ok(leftOnMachine(host).includes(path ?? ''));
  });

  it('clears up what a failed VM left, once it can be removed', async () => {
    const clock = fakeClock();
    const host = await start({
      clock,
      faults: [
        { kind: 'error', step: 'start' },
        { kind: 'error', step: 'remove_vm' },
      ],
    });
    const answer = provisioned(host, spec(vm('a')));
    const job = await answer;
    assert.equal(job.vms[0]?.rollback, 'incomplete');
    const { id } = await onlyFinding(host, 'leftover');
    assert.equal((await repair(host, [id])).actions[0]?.outcome, 'failed');
    host.hyperv.faults.clear();
    assert.equal((await repair(host)).actions[0]?.outcome, 'done');
    assert.deepEqual(leftOnMachine(host), []);
    assert.deepEqual(sums(host), {});
  });

  it('takes up a job that nothing works on', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const { store } = host.host;
    store.transact(() => store.jobs.addAttempt(job.job_id));
    store.transact(() =>
      store.jobs.saveVm(job.job_id, 0, { ...(job.vms[0] ?? assert.fail()), status: 'Submitted' }),
    );
    const findings = await audit(host);
    assert.deepEqual(
      findings.map(({ kind, remedy }) => [kind, remedy]),
      [['job_stalled', 'safe']],
    );
    await repair(host);
    await ended(host, job.job_id);
    assert.deepEqual(await audit(host), []);
  });

  it('gives back what is held for nothing, and holds what a VM of ours has', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { cpu_cores: 2 }), vm('b')));
    const { store } = host.host;
    const before = sums(host);
    const [a] = store.managed.held();
    assert.ok(a !== undefined);
    store.transact(() => {
      store.ledger.recharge(a.id, [], 'a test');
      store.ledger.reserve({
        ...{ job_id: job.job_id, attempt: 9, n: 0, item: 0, managed_vm: null },
        charge: { resource: 'cpu', volume: '', amount: 3, path: '' },
      });
    });
    assert.deepEqual((await audit(host)).map(({ kind }) => kind).sort(), [
      'changed_outside',
      'reservation_missing',
      'reservation_stale',
    ]);
    await repair(host);
    assert.deepEqual(sums(host), before);
    assert.deepEqual(await audit(host), []);
  });

  it('holds a VM of ours again that was given up and came back, and says so', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a', { cpu_cores: 2 })));
    const id = job.vms[0]?.vm_id ?? '';
    const there = host.hyperv.machine.state.vms.get(id);
    assert.ok(there !== undefined);
    host.hyperv.byHand.deleteVm(id);
    for (let reading = 0; reading < 3; reading += 1) await host.host.watch.fresh();
    assert.equal(sums(host)['cpu|'], undefined);
    host.hyperv.machine.commit({ vms: { [id]: there } });
    await host.host.watch.fresh();
    assert.equal(eventsOf(host).at(-1)?.type, 'vm_found');
    assert.equal((await vmNamed(host, 'a')).managed, true);
    assert.equal(sums(host)['cpu|'], 2);
    assertLedgerIsMachine(host);
    assert.deepEqual(await audit(host), []);
  });
});
