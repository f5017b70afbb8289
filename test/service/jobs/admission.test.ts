import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ErrorBody } from '#schemas/generated/types.ts';
import { measured } from '../../support/goals/measured.ts';
import { hosts } from '../../support/host/hosts.ts';
import {
  ended,
  errorOf,
  eventsOf,
  jobIdOf,
  provision,
  provisioned,
  submit,
} from '../../support/host/jobs.ts';
import { assertLedgerIsMachine, resource, sums } from '../../support/host/ledgerOf.ts';
import { assertNoTrace, traceOf } from '../../support/host/trace.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

describe('admission', () => {
  const { start, restart } = hosts();

  it('T01: of 200 concurrent requests where 16 fit, exactly 16 are accepted and the host is full to the last core', async () => {
    const host = await start();
    const requests = Array.from({ length: 200 }, (_, index) =>
      provision(host, spec(vm(`vm-${index}`, { cpu_cores: 4 }))),
    );
    const answers = await Promise.all(requests);

    const accepted = answers.filter(({ status }) => status === 202);
    const refused = answers.filter(({ status }) => status === 409);
    assert.deepEqual([accepted.length, refused.length], [16, 184]);
    assert.equal(sums(host)['cpu|'], 64);
    for (const { body } of refused) {
      const error = body as ErrorBody;
      assert.equal(error.code, 'capacity_exceeded');
      assert.equal(error.message, 'Host capacity exceeded: CPU requested 4, available 0');
      const [{ resource: short, requested, available, over_by } = assert.fail(), ...others] =
        error.details ?? [];
      assert.deepEqual(
        { short, requested, available, over_by, others },
        { short: 'cpu', requested: 4, available: 0, over_by: 4, others: [] },
      );
    }
    const ids = new Set(accepted.map(jobIdOf));
    assert.equal(ids.size, 16);
    assert.equal(traceOf(host).jobs, 16, 'no trace of what was refused');
    assert.equal(traceOf(host).events, 16);
    assert.equal(traceOf(host).names.length, 16);
    for (const id of ids) assert.equal((await ended(host, id)).status, 'Success');
    assertLedgerIsMachine(host);
    assert.equal((await resource(host, 'cpu')).available, 0);
  });

  it('T03: an absurd number of cores is a mistake in the request and spoils nothing', async () => {
    const host = await start();
    const before = traceOf(host);
    const error = errorOf(await provision(host, spec(vm('a', { cpu_cores: 10 ** 15 }))), 400);
    assert.deepEqual(
      error.errors?.map(({ parameter }) => parameter),
      ['cpu_cores'],
    );
    assertNoTrace(host, before);
    await submit(host, spec(vm('a', { cpu_cores: 1 })));
    assert.equal(sums(host)['cpu|'], 1);
  });

  it('T04: names the disk only when the disk alone is short, and reserves nothing', async () => {
    const host = await start();
    const before = traceOf(host);
    const error = errorOf(await provision(host, spec(vm('a', { disk: { size_gb: 600 } }))), 409);
    assert.equal(error.message, 'Host capacity exceeded: Storage requested 600 GB, available 500 GB on C:\\');
    assert.deepEqual(
      error.details?.map(({ resource: name, volume, available, requested }) => [
        name,
        volume,
        available,
        requested,
      ]),
      [['storage', 'C:\\', 500 * GB, 600 * GB]],
    );
    assertNoTrace(host, before);
  });

  describe('T05: requests with one key and one body', () => {
    it('G5: 1,000 at once make one job, and 999 are told so', async function () {
      this.timeout(60_000);
      const host = await start();
      const body = spec(vm('once'));
      const answers = await Promise.all(
        Array.from({ length: 1000 }, () => provision(host, body, { key: 'the-key' })),
      );
      const ids = new Set(answers.map(jobIdOf));
      assert.equal(ids.size, 1);
      const replays = answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true');
      assert.equal(replays.length, 999);
      assert.equal(new Set(answers.map(({ text }) => text)).size, 1, 'every answer is the original');
      assert.equal(traceOf(host).jobs, 1);
      const [id = ''] = ids;
      assert.equal((await ended(host, id)).status, 'Success');
      assertLedgerIsMachine(host);
      assert.equal(host.hyperv.machine.state.vms.size, 1);
      measured({
        goal: 'G5',
        tried: '1,000 concurrent requests with one key',
        result: '1 job, 999 replays, 1 VM',
        reached: true,
      });
    });
  });

  it('T06: the same key for another body is refused without a trace', async () => {
    const host = await start();
    await submit(host, spec(vm('first')));
    const key = { key: 'used' };
    jobIdOf(await provision(host, spec(vm('second')), key));
    const before = traceOf(host);
    const error = errorOf(await provision(host, spec(vm('third')), key), 422);
    assert.equal(error.code, 'idempotency_key_reused');
    assertNoTrace(host, before);
  });

  it('T07: a client that lost the answer gets the same job after a restart of the host', async () => {
    const first = await start();
    const body = spec(vm('kept'));
    const answer = await provision(first, body, { key: 'lost-on-the-wire' });
    const id = jobIdOf(answer);
    const second = await restart(first);
    const again = await provision(second, body, { key: 'lost-on-the-wire' });
    assert.equal(jobIdOf(again), id);
    assert.equal(again.text, answer.text);
    assert.equal(again.headers['idempotent-replayed'], 'true');
    assert.equal((await ended(second, id)).status, 'Success');
    assert.equal(traceOf(second).jobs, 1);
    assertLedgerIsMachine(second);
  });

  it('T08: of two concurrent requests for one name in different case, one is accepted', async () => {
    const host = await start();
    const answers = await Promise.all([
      provision(host, spec(vm('Web-01'))),
      provision(host, spec(vm('WEB-01'))),
    ]);
    const [accepted = assert.fail(), refused = assert.fail()] = [202, 409].map((status) =>
      answers.find((answer) => answer.status === status),
    );
    const error = errorOf(refused, 409);
    assert.equal(error.code, 'name_in_use');
    assert.match(error.message, /web-01/i);
    assert.equal((await ended(host, jobIdOf(accepted))).status, 'Success');
    assert.equal(traceOf(host).names.length, 1);
    assert.equal(sums(host)['cpu|'], 1);
  });

  it('refuses the name of a VM that somebody else created, in any case', async () => {
    const host = await start();
    host.hyperv.byHand.createVm({ name: 'DC-01' });
    await host.host.watch.fresh();
    const before = traceOf(host);
    const error = errorOf(await provision(host, spec(vm('dc-01'))), 409);
    assert.equal(error.code, 'name_in_use');
    assertNoTrace(host, before);
  });

  it('admits all VMs of a request or none', async () => {
    const host = await start();
    await submit(host, spec(vm('taken')));
    const before = traceOf(host);
    errorOf(await provision(host, spec(vm('free-1'), vm('free-2'), vm('Taken'))), 409);
    assertNoTrace(host, before);
    await submit(host, spec(vm('free-1'), vm('free-2')));
  });

  it('refuses more unfinished jobs than its limit, without a trace', async () => {
    const host = await start({
      config: { limits: { unfinished_jobs: 2 } },
      faults: [{ kind: 'hang', step: 'template' }],
    });
    await submit(host, spec(vm('a')));
    await submit(host, spec(vm('b')));
    const before = traceOf(host);
    const refused = await provision(host, spec(vm('c')));
    assert.equal(errorOf(refused, 503).code, 'too_many_jobs');
    assert.ok(refused.headers['retry-after'] !== undefined);
    assertNoTrace(host, before);
  });

  it('tells of an accepted job exactly once', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('a')));
    const submitted = eventsOf(host, job.job_id).filter(({ type }) => type === 'job_submitted');
    assert.equal(submitted.length, 1);
  });
});
