import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { member } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  ended,
  errorOf,
  eventsOf,
  listVms,
  provision,
  provisioned,
  submit,
  vmNamed,
} from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, leftOnMachine, resource, sums } from '../../support/host/ledgerOf.ts';
import { atStep, stepsOf } from '../../support/host/steps.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** One VM at a time, in the order of the spec. */
const oneByOne = { limits: { vm_concurrency: 1 } };

describe('a provision job', () => {
  const { start, restart } = hosts();

  it('creates every VM as specified and says so in order, without a gap', async () => {
    const host = await start();
    const job = await provisioned(
      host,
      spec(
        vm('web', {
          copies: 2,
          cpu_cores: 2,
          ram_min_mb: 512,
          ram_startup_mb: 1024,
          ram_max_mb: 2048,
          tags: ['lab'],
        }),
        vm('db-01', { cpu_cores: 4, data_disks: [{ size_gb: 20, volume: 'D:\\' }] }),
      ),
    );

    assert.equal(job.status, 'Success');
    assert.equal(job.reason, null);
    assert.equal(job.simulated, true);
    assert.deepEqual(job.counts, { requested: 3, created: 3, failed: 0, cancelled: 0 });
    const vms = (await listVms(host)).sort((a, b) => a.vm_name.localeCompare(b.vm_name));
    assert.deepEqual(
      vms.map(({ vm_name, state, managed, cpu_cores, ram_max_mb, job_id, changed_outside }) => ({
        ...{ vm_name, state, managed, cpu_cores, ram_max_mb, job_id, changed_outside },
      })),
      [
        { vm_name: 'db-01', cpu_cores: 4, ram_max_mb: 512 },
        { vm_name: 'web-01', cpu_cores: 2, ram_max_mb: 2048 },
        { vm_name: 'web-02', cpu_cores: 2, ram_max_mb: 2048 },
      ].map((one) => ({
        ...{ ...one, state: 'Running', managed: true, job_id: job.job_id, changed_outside: false },
      })),
    );
    assert.deepEqual(
      vms.map(({ vm_id }) => vm_id).sort(),
      job.vms.map(({ vm_id }) => vm_id).sort(),
      'the job names the VMs by id',
    );
    assertLedgerIsMachine(host);
    assert.deepEqual(sums(host), {
      'cpu|': 8,
      'ram|': 2048 + 2048 + 512,
      'storage|C:\\': 3 * 1024,
      'storage|D:\\': 20 * 1024,
    });
    const all = eventsOf(host);
    assert.deepEqual(
      all.map(({ seq }) => seq),
      all.map((_, index) => index + 1),
    );
    const events = eventsOf(host, job.job_id);
    const [first, second] = events;
    assert.deepEqual(
      [first?.type, second?.type, events.at(-1)?.type],
      ['job_submitted', 'job_started', 'job_finished'],
    );
    assert.equal(events.filter(({ type }) => type === 'job_finished').length, 1);
    for (const { vm_name } of job.vms) {
      assert.deepEqual(stepsOf(events, vm_name), [
        ...['template', 'disk', 'vm', 'configure', 'network', 'storage', 'start', 'verify'],
      ]);
      const progress = events
        .filter((event) => event.vm_name === vm_name)
        .map(({ data }) => Number(member(data, 'vm', 'progress')));
      assert.deepEqual(
        progress,
        progress.toSorted((a, b) => a - b),
        'progress never falls',
      );
      assert.equal(progress.at(-1), 1);
    }
  });

  it('leaves a VM off that is not to be started', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('off', { start: false })));
    assert.equal(job.status, 'Success');
    assert.equal((await vmNamed(host, 'off')).state, 'Off');
    assert.equal(stepsOf(eventsOf(host, job.job_id), 'off').includes('start'), false);
    assert.equal((await resource(host, 'cpu')).committed, 1, 'an off VM of ours stays charged');
  });

  it('charges the memory again on the volume when stopping saves it there', async () => {
    const host = await start();
    await provisioned(host, spec(vm('saves', { automatic_stop_action: 'save', ram_max_mb: 4096 })));
    assert.equal((await resource(host, 'storage', 'C:\\')).committed, 1024 + 4096);
    assertLedgerIsMachine(host);
  });

  it('puts a VM on the volume that it names', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('on-d', { volume: 'D:\\' })));
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    const [disk] = (await vmNamed(host, 'on-d')).disks;
    assert.match(disk?.path ?? '', /^D:\\VMSpec\\/);
    assert.equal((await resource(host, 'storage', 'D:\\')).committed, 1024);
    assertLedgerIsMachine(host);
  });

  it('keeps the others when one VM fails, removes all of that one, and frees its room', async () => {
    const host = await start({ faults: [{ kind: 'error', step: 'configure', vm_name: 'b' }] });
    const job = await provisioned(host, spec(vm('a'), vm('b', { cpu_cores: 60 }), vm('c')));

    assert.equal(job.status, 'Failed');
    assert.equal(job.reason, 'partial');
    assert.deepEqual(job.counts, { requested: 3, created: 2, failed: 1, cancelled: 0 });
    assert.deepEqual(
      job.vms.map(({ status, rollback, error }) => [status, rollback, error?.code]),
      [
        ['Success', 'none', undefined],
        ['Failed', 'complete', 'hyperv_error'],
        ['Success', 'none', undefined],
      ],
    );
    assert.equal(
      leftOnMachine(host).some((path) => path.endsWith('\\b') || path === 'VM b'),
      false,
    );
    assertLedgerIsMachine(host);
    await submit(host, spec(vm('B', { cpu_cores: 62 })));
  });

  it('names the cause when every VM failed, and leaves nothing on the machine', async () => {
    const host = await start({ faults: [{ kind: 'error', step: 'network' }] });
    const job = await provisioned(host, spec(vm('a'), vm('b')));
    assert.deepEqual([job.status, job.reason], ['Failed', 'hyperv_error']);
    assert.deepEqual(leftOnMachine(host), []);
    assert.deepEqual(sums(host), {});
  });

  for (const failing of ['a', 'b', 'c']) {
    it(`undoes the finished VMs too when asked to and ${failing} of a, b, c fails`, async () => {
      const host = await start({
        config: oneByOne,
        faults: [{ kind: 'error', step: 'start', vm_name: failing }],
      });
      const job = await provisioned(host, spec(vm('a'), vm('b'), vm('c')), '?on_failure=rollback_all');
      assert.deepEqual([job.status, job.reason], ['Failed', 'start_failed']);
      assert.equal(job.on_failure, 'rollback_all');
      assert.deepEqual(job.counts, { requested: 3, created: 0, failed: 3, cancelled: 0 });
      for (const { vm_name, rollback, error } of job.vms) {
        assert.equal(rollback, 'complete');
        assert.equal(error?.code, vm_name === failing ? 'start_failed' : 'sibling_failed');
      }
      assert.deepEqual(leftOnMachine(host), []);
      assert.deepEqual(sums(host), {});
    });
  }

  it('is refused for a template or a switch that is not there, with the nearest known name', async () => {
    const host = await start();
    const before = traceOf(host);
    const network = errorOf(
      await provision(host, spec(vm('a', { network_adapter_name: 'External_Swich' }))),
      400,
    );
    assert.equal(network.code, 'unknown_network');
    assert.match(network.message, /External_Switch/);
    const template = errorOf(
      await provision(host, spec(vm('a', { disk_template_path: 'C:\\Templates\\tinny.vhdx' }))),
      400,
    );
    assert.equal(template.code, 'unknown_template');
    assert.match(template.message, /tiny\.vhdx/);
    assertNoTrace(host, before);
  });

  it('is taken up by the next start of the host, wherever it was', async () => {
    const first = await start({
      faults: [{ kind: 'hang', step: 'network', vm_name: 'b' }],
      config: oneByOne,
    });
    const id = await submit(first, spec(vm('a'), vm('b'), vm('c')));
    await atStep(first, id, 'b', 'network');
    const second = await restart(first);
    const job = await ended(second, id);
    assert.equal(job.status, 'Success');
    assert.equal(second.hyperv.machine.state.vms.size, 3);
    assertLedgerIsMachine(second);
  });
});
