import assert from 'node:assert/strict';
import type { Audit, AuditFinding, AuditRepair } from '#schemas/generated/types.ts';
import { cliWithHosts } from '../../support/cliWithHosts.ts';
import { errorBody } from '../../support/fakeHost.ts';
import { vm } from '../../support/wireSamples.ts';

const none = { vm_name: null, vm_id: null, job_id: null, path: null, size_mb: null, differences: [] };
const at = '2026-01-31T12:00:00Z';

const changed: AuditFinding = {
  ...none,
  ...{ id: 'changed_outside:id-1', kind: 'changed_outside', vm_name: 'web-01', remedy: 'none' },
  message: '"web-01" was changed outside VMSpec.',
  hint: 'Record it with `vmspec accept web-01`.',
  differences: [
    { member: 'cpu_cores', recorded: 2, actual: 4 },
    { member: 'ram_max_mb', recorded: 2048, actual: 4096 },
    { member: 'disk D:\\x.vhdx', recorded: 0, actual: 1024 },
  ],
};
const stalled: AuditFinding = {
  ...none,
  ...{ id: 'job_stalled:job-1', kind: 'job_stalled', job_id: 'job-1', remedy: 'safe' },
  ...{ message: 'Nothing works on job-1.', hint: 'A repair takes it up again.' },
};
const kept: AuditFinding = {
  ...none,
  ...{
    id: 'disk_kept:C:\\a.vhdx',
    kind: 'disk_kept',
    path: 'C:\\a.vhdx',
    size_mb: 2048,
    remedy: 'on_request',
  },
  ...{ message: 'C:\\a.vhdx was kept.', hint: 'Remove it.' },
};

function audit(...findings: AuditFinding[]): { readonly body: Audit } {
  const compared = { vms: 5, own_vms: 3, files: 1, reservations: 9, jobs: 0 };
  return { body: { findings, compared, at, simulated: true } };
}

function repaired(preview: boolean, outcome: 'planned' | 'done' | 'failed'): { readonly body: AuditRepair } {
  const message = outcome === 'failed' ? 'It cannot be removed still.' : null;
  const action = { finding: stalled.id, kind: 'job_stalled', what: 'Take it up again.', outcome, message };
  return { body: { preview, actions: [action], left: 1, at, simulated: true } };
}

describe('vmspec audit', () => {
  const { withHost, run } = cliWithHosts();

  it('says that all agrees, and how much was compared', async () => {
    const host = await withHost({ 'GET /api/audit': () => audit() });
    const { code, out } = await run(host, ['audit']);
    assert.equal(code, 0);
    assert.match(
      out,
      /Compared: 5 VMs \(3 of VMSpec\), 1 file, 9 reservations, 0 jobs under way\.\nRecords and host agree\./,
    );
  });

  it('shows what differs and what to do, and exits 1', async () => {
    const host = await withHost({ 'GET /api/audit': () => audit(changed, stalled, kept) });
    const { code, out } = await run(host, ['audit']);
    assert.equal(code, 1);
    assert.match(out, /^look {2}"web-01" was changed outside VMSpec\.$/m);
    assert.match(
      out,
      /^ {6}cpu_cores: 2 → 4\n {6}ram_max_mb: 2\.0 GB → 4\.0 GB\n {6}disk D:\\x\.vhdx: not recorded → 1\.0 GB$/m,
    );
    assert.match(out, /^ {6}→ Record it with `vmspec accept web-01`\.$/m);
    assert.match(out, /^2 things are off\. `vmspec audit --repair` mends 1 of them\.$/m);
  });

  it('a disk that was kept on purpose is nothing that is off', async () => {
    const host = await withHost({ 'GET /api/audit': () => audit(kept) });
    assert.equal((await run(host, ['audit'])).code, 0);
  });

  it('prints the audit for programs', async () => {
    const host = await withHost({ 'GET /api/audit': () => audit(changed) });
    assert.deepEqual(JSON.parse((await run(host, ['audit', '--json'])).out), audit(changed).body);
  });

  it('mends what is safe and nothing else', async () => {
    const host = await withHost({
      'GET /api/audit': () => audit(changed, stalled, kept),
      'POST /api/audit/repair': () => repaired(false, 'done'),
    });
    const { code, out } = await run(host, ['audit', '--repair']);
    const sent = host.seen.find(({ method }) => method === 'POST')?.body.toString() ?? '';
    assert.deepEqual(JSON.parse(sent), { preview: false, findings: [stalled.id] });
    assert.equal(code, 0);
    assert.match(out, /^done {2}Take it up again\.\n1 finding stays: `vmspec audit`$/m);
  });

  it('only says what it would do with --preview', async () => {
    const host = await withHost({
      'GET /api/audit': () => audit(stalled, kept),
      'POST /api/audit/repair': () => repaired(true, 'planned'),
    });
    const { out } = await run(host, ['audit', '--repair', '--remove', '--preview']);
    const sent = host.seen.find(({ method }) => method === 'POST')?.body.toString() ?? '';
    assert.deepEqual(JSON.parse(sent), { preview: true, findings: [stalled.id, kept.id] });
    assert.match(out, /Nothing was changed\.$/m);
  });

  it('removes no file without a terminal to ask at, unless --yes says so', async () => {
    const host = await withHost({
      'GET /api/audit': () => audit(kept),
      'POST /api/audit/repair': () => repaired(false, 'done'),
    });
    const refused = await run(host, ['audit', '--repair', '--remove']);
    assert.equal(refused.code, 64);
    assert.match(refused.err, /Nothing was changed\..*--preview/s);
    assert.ok(!host.seen.some(({ method }) => method === 'POST'));
    assert.equal((await run(host, ['audit', '--repair', '--remove', '--yes'])).code, 0);
  });

  it('exits 1 when something could not be mended, and says why', async () => {
    const host = await withHost({
      'GET /api/audit': () => audit(stalled),
      'POST /api/audit/repair': () => repaired(false, 'failed'),
    });
    const { code, out } = await run(host, ['audit', '--repair']);
    assert.equal(code, 1);
    assert.match(out, /^failed {2}Take it up again\. It cannot be removed still\.$/m);
  });

  it('takes --remove and --preview only with --repair', async () => {
    const host = await withHost({});
    const { code, err } = await run(host, ['audit', '--remove']);
    assert.equal(code, 64);
    assert.match(err, /go with --repair/);
  });
});

describe('vmspec adopt and accept', () => {
  const { withHost, run } = cliWithHosts();
  const mine = vm('dc-01', { vm_id: 'id-1' });

  for (const [command, said] of [
    ['adopt', /^dc-01 is in the records: \d+ vCPU and \d+ MB are held for it\.$/m],
    ['accept', /^dc-01: recorded as it is on the host; /m],
  ] as const) {
    it(`${command} asks for each VM by its id and says what is held`, async () => {
      const host = await withHost({
        'GET /api/vms': () => ({ body: { vms: [mine], at } }),
        [`POST /api/vms/id-1/${command}`]: () => ({ body: mine }),
      });
      const { code, out } = await run(host, [command, 'dc-01']);
      assert.equal(code, 0);
      assert.match(out, said);
    });
  }

  it('tells what is refused for one and goes on with the next', async () => {
    const other = vm('dc-02', { vm_id: 'id-2' });
    const host = await withHost({
      'GET /api/vms': () => ({ body: { vms: [mine, other], at } }),
      'POST /api/vms/id-1/adopt': () => ({
        status: 409,
        body: errorBody(409, 'already_managed', 'It is in the records already.'),
      }),
      'POST /api/vms/id-2/adopt': () => ({ body: other }),
    });
    const { code, out } = await run(host, ['adopt', 'dc-01', 'dc-02']);
    assert.equal(code, 5);
    assert.match(out, /^dc-02 is in the records/m);
  });
});
