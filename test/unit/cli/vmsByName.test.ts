import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import type { Job, JobVm } from '#schemas/generated/types.ts';
import { accepted, cliWithHosts } from '../../support/cliWithHosts.ts';
import { type AnswerTable, errorBody, type FakeHost } from '../../support/fakeHost.ts';
import { doneVm, endedJob, failedVm, job, jobVm, vm } from '../../support/wireSamples.ts';

describe('VMs by name', () => {
  const { withHost, run } = cliWithHosts();

  const list = { body: { vms: [vm('web-01'), vm('web-02'), vm('dc', { managed: false })], at: '' } };
  const table: AnswerTable = {
    'GET /api/vms': () => list,
    'POST /api/vms/id-of-web-01/stop': () => accepted,
    'DELETE /api/vms/id-of-web-01': () => accepted,
    'DELETE /api/vms/id-of-web-02': () => accepted,
    'DELETE /api/vms/id-of-dc': () => ({ status: 409, body: errorBody(409, 'not_managed', 'Not ours.') }),
    'GET /api/jobs/job-1': () => ({ body: endedJob([doneVm('web-01')], 'Success', null) }),
  };
  const deleted = (host: FakeHost): readonly string[] =>
    host.seen.filter((one) => one.method === 'DELETE').map((one) => one.url);

  it('are found without regard to case and stopped as asked', async () => {
    const host = await withHost(table);
    assert.equal((await run(host, ['stop', 'WEB-01', '--turn-off'])).code, 0);
    assert.equal(host.seen.at(-1)?.body.toString(), '{"mode":"turn_off"}');
  });

  it('suggest the nearest name when there is none, and nothing is done', async () => {
    const host = await withHost(table);
    const { code, err } = await run(host, ['delete', 'web-01', 'web-03']);
    assert.equal(code, 5);
    assert.match(err, /no VM "web-03".*\n.*Did you mean "web-0[12]"/);
    assert.deepEqual(deleted(host), []);
  });

  it('suggest a name that begins as typed before one that differs by less', async () => {
    const names = ['lab-db', 'lab-web-01', 'lab-web-02'];
    const host = await withHost({
      'GET /api/vms': () => ({ body: { vms: names.map((name) => vm(name)), at: '' } }),
    });
    const { code, err } = await run(host, ['stop', 'lab-web']);
    assert.equal(code, 5);
    assert.match(err, /Did you mean "lab-web-01"\?/);
  });

  it('must be named by id when the host has two of a name', async () => {
    const twins = {
      body: { vms: [vm('a', { vm_id: 'one' }), vm('a', { vm_id: 'two', managed: false })], at: '' },
    };
    const host = await withHost({ 'GET /api/vms': () => twins });
    const { code, err } = await run(host, ['start', 'a']);
    assert.equal(code, 5);
    assert.match(err, /one, two \(not created by VMSpec\)/);
  });

  it('keep their disks unless told otherwise', async () => {
    const host = await withHost(table);
    await run(host, ['delete', 'web-01']);
    assert.deepEqual(deleted(host), ['/api/vms/id-of-web-01?disks=keep']);
  });

  it('are deleted with their disks only after a yes of the person at the terminal', async () => {
    const argv = ['delete', 'web-01', '--disks', 'delete', '--force'];
    const no = await withHost(table);
    const refused = await run(no, argv, { terminal: true, stdin: 'n\n' });
    assert.equal(refused.code, 7);
    assert.match(refused.err, /C:\\VMs\\web-01\.vhdx/);
    assert.match(refused.err, /Nothing was deleted\./);
    assert.doesNotMatch(refused.err, /error:/);
    assert.deepEqual(deleted(no), []);
    const yes = await withHost(table);
    assert.equal((await run(yes, argv, { terminal: true, stdin: 'y\n' })).code, 0);
    assert.deepEqual(deleted(yes), ['/api/vms/id-of-web-01?disks=delete&force=true']);
  });

  it('are not deleted with their disks without a terminal, unless --yes says so', async () => {
    for (const command of [
      ['delete', 'web-01'],
      ['destroy', '--job', 'job-1'],
    ]) {
      const argv = [...command, '--disks', 'delete', '--force'];
      const no = await withHost(table);
      const refused = await run(no, argv);
      assert.equal(refused.code, 64);
      assert.match(refused.err, /--yes/);
      assert.deepEqual(deleted(no), []);
      const yes = await withHost(table);
      assert.equal((await run(yes, [...argv, '--yes'])).code, 0);
      assert.equal(deleted(yes)[0], '/api/vms/id-of-web-01?disks=delete&force=true');
    }
  });

  it('are each tried, and one refusal decides the exit code', async () => {
    const host = await withHost(table);
    const { code, err } = await run(host, ['delete', 'dc', 'web-02']);
    assert.equal(code, 5);
    assert.match(err, /Not ours/);
    assert.equal(deleted(host).length, 2);
  });

  describe('of which several are named', () => {
    const waiting = (name: string): JobVm => jobVm(name, { status: 'Provisioning', step: 'remove_vm' });
    const ofJob = (id: string): object => ({
      provisioning_job_response: { job_id: id, status: 'Submitted', timestamp: '2026-01-31T12:00:00Z' },
    });
    /** A host that deletes both VMs in jobs of their own; the second ends as told. */
    async function twoJobs(second: () => Job): Promise<FakeHost> {
      const answers = [job([waiting('web-01')], { kind: 'delete', job_id: 'one' })];
      const first = endedJob([doneVm('web-01')], 'Success', null);
      return withHost({
        ...table,
        'DELETE /api/vms/id-of-web-01': () => ({ status: 202, body: ofJob('one') }),
        'DELETE /api/vms/id-of-web-02': () => ({ status: 202, body: ofJob('two') }),
        'GET /api/jobs/one': () => ({
          body: answers.shift() ?? { ...first, kind: 'delete', job_id: 'one' },
        }),
        'GET /api/jobs/two': () => ({ body: { ...second(), kind: 'delete', job_id: 'two' } }),
      });
    }

    it('shows how all go, one ending, and once what is kept', async () => {
      const host = await twoJobs(() => endedJob([doneVm('web-02')], 'Success', null));
      const { code, out } = await run(host, ['delete', 'web-01', 'web-02', '--wait']);
      assert.equal(code, 0);
      assert.deepEqual(out.trimEnd().split('\n'), [
        'practice host: nothing is created',
        'web-01: removing the VM (0%)',
        'web-02: deleted (100%)',
        'web-01: deleted (100%)',
        '2 of 2 deleted in 8 s',
        '2 disks (80.0 GB) are kept and count as used until their files are removed: vmspec capacity',
      ]);
    });

    it('is repainted as one block on a terminal', async () => {
      const host = await twoJobs(() => endedJob([doneVm('web-02')], 'Success', null));
      const { out } = await run(host, ['delete', 'web-01', 'web-02', '--wait'], { terminal: true });
      assert.match(out, /Deleting 2 VMs: 1 of 2 deleted/);
      assert.equal(stripVTControlCharacters(out).split('2 of 2 deleted in 8 s').length - 1, 1);
    });

    it('says which job to try again, and counts no disk of a VM that is still there', async () => {
      const host = await twoJobs(() => endedJob([failedVm('web-02')], 'Failed', 'host_memory'));
      const { code, out } = await run(host, ['delete', 'web-01', 'web-02', '--wait']);
      assert.equal(code, 1);
      assert.match(out, /1 of 2 deleted in 8 s\n {2}web-02 not deleted: /);
      assert.match(out, /vmspec retry two --wait\n/);
      assert.doesNotMatch(out, /vmspec retry one/);
      assert.match(out, /^1 disk \(40\.0 GB\) is kept and counts as used until its file is removed/m);
    });

    it('prints errors in the place of what was refused, with --json', async () => {
      const host = await twoJobs(() => endedJob([doneVm('web-02')], 'Success', null));
      const { code, out } = await run(host, ['delete', 'dc', 'web-02', '--wait', '--json']);
      const documents = JSON.parse(out) as readonly { code?: string; job_id?: string }[];
      assert.equal(code, 5);
      assert.deepEqual(
        documents.map((one) => one.code ?? one.job_id),
        ['not_managed', 'two'],
      );
    });
  });

  it('are waited for together, and with --json their jobs are one document', async () => {
    const { code, out } = await run(await withHost(table), [
      'delete',
      'web-01',
      'web-02',
      '--wait',
      '--json',
    ]);
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as unknown[]).length, 2);
  });

  it('of a job are destroyed by its id', async () => {
    const host = await withHost(table);
    const { code } = await run(host, ['destroy', '--job', 'job-1', '--wait']);
    assert.equal(code, 0);
    assert.equal(deleted(host).length, 2);
  });
});
