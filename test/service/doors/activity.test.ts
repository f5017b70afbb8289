import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import type { Activity, ActivityRecord } from '#schemas/generated/types.ts';
import { openActivityFile } from '../../../server/src/host/activity/activityFile.ts';
import { activityLog } from '../../../server/src/host/activity/activityLog.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertValid } from '../../support/host/assertAnswer.ts';
import { repair } from '../../support/host/audit.ts';
import { member, request, type Reachable } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { jobIdOf, provisioned, vmNamed } from '../../support/host/jobs.ts';
import { head } from '../../support/host/raw.ts';
import { openRpc, refusedUpgrade } from '../../support/host/socket.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { runCli } from '../../support/runCli.ts';

const UUID = /^[0-9a-f-]{36}$/;

async function recorded(host: Reachable, query = ''): Promise<Activity> {
  const { body } = await request(host, { path: `/api/activity${query}` });
  assertValid('Activity', body);
  return body as Activity;
}

/** What a record says in one line: who, what, with what result. */
const told = ({ who, action, target, status, code }: ActivityRecord): unknown[] => [
  who,
  action,
  ...(target === null ? [] : [target]),
  code ?? status,
];

describe('who did what', () => {
  const { start, restart } = hosts();
  const linesOf = ({ directory }: TestHost): string[] =>
    readFileSync(dataFiles(directory).activity, 'utf8').trim().split('\n');

  it('is recorded for requests that change something: token, role, address, route, result and request id', async () => {
    const host = await start({ clock: fakeClock() });
    const ci = await makeToken(host, 'ci', 'operator');
    const body = spec(vm('web-01'));
    const made = await request(host, { method: 'POST', path: '/api/vms/provision', token: ci, body });
    const full = spec(vm('web-02', { cpu_cores: 64 }));
    await request(host, { method: 'POST', path: '/api/vms/provision', token: ci, body: full });
    await request(host, { path: '/api/vms', token: ci });
    await request(host, { method: 'POST', path: '/api/vms/plan', token: ci, body });
    await request(host, { method: 'DELETE', path: '/api/tokens/ci' });
    const { records, lost } = await recorded(host);
    assert.equal(lost, 0);
    assert.deepEqual(records.map(told), [
      [null, null, null],
      ['local', 'POST /api/tokens', 201],
      ['ci', 'POST /api/vms/provision', 202],
      ['ci', 'POST /api/vms/provision', 'capacity_exceeded'],
      ['local', 'DELETE /api/tokens/:id', 'ci', 200],
    ]);
    const [, token, job] = records;
    assert.deepEqual(token?.details, { token: 'ci', role: 'operator', expires_at: null });
    assert.ok(job !== undefined);
    assert.deepEqual(job.details, { job_id: jobIdOf(made) });
    assert.deepEqual([job.role, job.from, job.at], ['operator', '127.0.0.1', '2026-01-01T00:00:00.000Z']);
    assert.equal(job.request_id, made.headers['x-request-id']);
  });

  it('is recorded for what the guard refused, whatever was asked, with the token where it is known', async () => {
    const host = await start({ config: { limits: { jobs_per_second: 1 } }, clock: fakeClock() });
    const viewer = await makeToken(host, 'eve', 'viewer');
    const answers = [
      await request(host, { path: '/api/vms', token: null }),
      await refusedUpgrade(host, { token: 'wrong' }),
      await request(host, { path: '/api/vms', headers: { host: 'evil.com' } }),
      await request(host, { path: '/api/vms', headers: { origin: 'https://evil.com' } }),
      await request(host, { path: '/secret-path', token: null }),
      await request(host, { path: '/api/tokens', token: viewer }),
      await request(host, { method: 'POST', path: '/api/vms/x/start', token: viewer }),
    ];
    for (let n = 0; n < 2; n += 1)
      answers.push(await request(host, { method: 'POST', path: '/api/vms/provision', body: '{}' }));
    const { records } = await recorded(host, '?refused=true');
    assert.deepEqual(records.map(told), [
      [null, 'GET /api/vms', 'unauthorized'],
      [null, 'GET /api/rpc', 'unauthorized'],
      [null, 'GET /api/vms', 'host_not_allowed'],
      [null, 'GET /api/vms', 'origin_not_allowed'],
      [null, null, 'unauthorized'],
      ['eve', 'GET /api/tokens', 'forbidden'],
      ['eve', 'POST /api/vms/:id/start', 'x', 'forbidden'],
      ['local', 'POST /api/vms/provision', 'invalid_request'],
      ['local', 'POST /api/vms/provision', 'rate_limited'],
    ]);
    assert.deepEqual(
      records.map(({ status, request_id }) => [status, request_id]),
      answers.map(({ status, body }) => [status, member(body, 'request_id')]),
    );
  });

  it('is recorded also when the client goes before the answer', async () => {
    const host = await start();
    const body = JSON.stringify(spec(vm('web-01')));
    const { hostname, port } = new URL(host.url);
    const socket = connect({ host: hostname, port: Number(port) });
    const lines = [
      'Host: 127.0.0.1',
      `Authorization: Bearer ${host.token}`,
      'Content-Type: application/json',
      `Content-Length: ${String(body.length)}`,
    ];
    socket.write(head('POST /api/vms/provision HTTP/1.1', ...lines) + body, () => socket.destroy());
    await waitFor('the record', async () =>
      (await recorded(host)).records.some(({ action, status }) => action !== null && status === 202),
    );
  });

  it('is recorded for calls over the socket like for requests', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('web-01')));
    const vmId = String(job.vms[0]?.vm_id);
    const viewer = await openRpc(host, { token: await makeToken(host, 'eve', 'viewer') });
    await viewer.call('vms/delete', { vm_id: vmId });
    await viewer.call('vms/list');
    await viewer.close();
    const rpc = await openRpc(host);
    await rpc.call('vms/restart', { vm_id: vmId });
    await rpc.call('vms/provision', { request: {} });
    await rpc.close();
    const { records } = await recorded(host);
    const calls = records.filter(({ kind }) => kind === 'call');
    assert.deepEqual(calls.map(told), [
      ['eve', 'vms/delete', 'forbidden'],
      ['local', 'vms/restart', vmId, 202],
      ['local', 'vms/provision', 'invalid_request'],
    ]);
    assert.match(String(calls[1]?.details.job_id), UUID);
    assert.equal(calls[1]?.from, '127.0.0.1');
  });

  it('is recorded for repairs, adopted and accepted VMs at both doors, not for a preview that changes nothing', async () => {
    const host = await start();
    await provisioned(host, spec(vm('a'), vm('b')));
    const { vm_id: lost } = await vmNamed(host, 'a');
    const { vm_id: kept } = await vmNamed(host, 'b');
    host.hyperv.byHand.deleteVm(lost);
    const rpc = await openRpc(host);
    const repairAt = (preview: boolean): Promise<unknown> => rpc.call('audit/repair', { preview });
    await repairAt(true);
    await repair(host);
    await repair(host, undefined, true);
    await repairAt(false);
    await rpc.call('vms/adopt', { vm_id: kept });
    await rpc.call('vms/accept', { vm_id: kept });
    await rpc.close();
    const { records } = await recorded(host);
    const changed = records.filter(({ action }) => /audit|adopt|accept/.test(action ?? ''));
    assert.deepEqual(changed.map(told), [
      ['local', 'POST /api/audit/repair', 200],
      ['local', 'audit/repair', 200],
      ['local', 'vms/adopt', kept, 'already_managed'],
      ['local', 'vms/accept', kept, 200],
    ]);
    assert.deepEqual(
      changed.slice(0, 2).map(({ details }) => details),
      [{ mended: 1 }, { mended: 0 }],
    );
  });

  it('is recorded for pairing: the code that was made, used, and tried in vain, without the code', async () => {
    const host = await start({ clock: fakeClock() });
    const code = String(
      member((await request(host, { method: 'POST', path: '/api/pairings' })).body, 'code'),
    );
    const pair = (tried: string): ReturnType<typeof request> => {
      const body = { code: tried, name: 'laptop', cert_sha256: null };
      return request(host, { method: 'POST', path: '/api/pair', body, token: null });
    };
    await pair('WRONG-CODE');
    const { body } = await pair(code);
    const { records } = await recorded(host);
    assert.deepEqual(records.slice(1).map(told), [
      ['local', 'POST /api/pairings', 200],
      [null, 'POST /api/pair', 'pairing_refused'],
      [null, 'POST /api/pair', 200],
    ]);
    assert.deepEqual(records[3]?.details, { token: 'laptop', role: 'operator' });
    const text = linesOf(host).join('\n');
    for (const secret of [code, 'WRONG-CODE', String(member(body, 'token')), host.token])
      assert.ok(!text.includes(secret));
  });

  it('begins with the start of the host and ends with its stop, in one file that others cannot read', async () => {
    const first = await start();
    await request(first, { method: 'POST', path: '/api/host/stop', body: { drain: false } });
    const second = await restart(first);
    await second.stop();
    const records = linesOf(second).map((line) => JSON.parse(line) as ActivityRecord);
    for (const record of records) assertValid('ActivityRecord', record);
    assert.deepEqual(
      records.map(({ kind, action }) => action ?? kind),
      ['host_started', 'POST /api/host/stop', 'host_stopped', 'host_started', 'host_stopped'],
    );
    assert.equal(records[0]?.details.url, first.url);
    assert.equal(statSync(dataFiles(second.directory).activity).mode & 0o777, 0o600);
  });

  it('does not stop the host when it cannot be written: health, metrics and the log of the host say so', async () => {
    const lines: string[] = [];
    const clock = fakeClock();
    const file = openActivityFile({ path: '/dev/full' });
    const failures: unknown[] = [];
    const activity = activityLog({ file, clock, onFailure: (error) => failures.push(error) });
    const host = await start({ activity, clock, logTo: { write: (line) => void lines.push(line) } });
    assert.equal((await provisioned(host, spec(vm('web-01')))).status, 'Success');
    assert.equal((await recorded(host)).lost, 2);
    assert.match((await request(host, { path: '/metrics' })).text, /^vmspec_activity_records_lost 2$/m);
    const checks = member((await request(host, { path: '/api/doctor' })).body, 'checks') as object[];
    const check = checks.find((one) => member(one, 'id') === 'activity');
    assert.equal(member(check, 'state'), 'red');
    assert.match(String(member(check, 'message')), /ENOSPC/);
    assert.equal(failures.length, 1);
  });

  it('is for administrators, and shown by the command line', async () => {
    const host = await start();
    const operator = await makeToken(host, 'ci', 'operator');
    assert.equal((await request(host, { path: '/api/activity', token: operator })).status, 403);
    const { code, out } = await runCli(['activity', '--refused', '--data-dir', host.directory]);
    assert.equal(code, 0);
    assert.match(
      out,
      /^\S+ \S+Z {2}ci \(operator\) from 127\.0\.0\.1 {2}GET \/api\/activity {2}refused 403 forbidden$/m,
    );
    const all = await runCli(['activity', '--limit', '1', '--json', '--data-dir', host.directory]);
    assert.equal((JSON.parse(all.out) as Activity).records.length, 1);
  });
});
