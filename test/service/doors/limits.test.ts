import assert from 'node:assert/strict';
import { amount } from '../../support/goals/scale.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError, assertErrorBody } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { ended, submit } from '../../support/host/jobs.ts';
import { head, rawExchange } from '../../support/host/raw.ts';
import { openRpc } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('limits', () => {
  const { start } = hosts();

  it('T38: headers that do not arrive in time are answered 408', async () => {
    const host = await start({ config: { limits: { headers_timeout_ms: 200, request_timeout_ms: 400 } } });
    const answer = await rawExchange(host, 'GET /api/vms HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
    assertError(answer, 408, 'request_timeout');
    assert.equal((await request(host, { path: '/healthz', token: null })).status, 200);
  });

  it('T38: a body that does not arrive in time is answered 408, without trace', async () => {
    const host = await start({ config: { limits: { headers_timeout_ms: 200, request_timeout_ms: 400 } } });
    const lines = [
      'Host: 127.0.0.1',
      `Authorization: Bearer ${host.token}`,
      'Content-Type: application/json',
    ];
    const text = head('POST /api/vms/provision HTTP/1.1', ...lines, 'Content-Length: 100');
    const answer = await untouched(host, () => rawExchange(host, `${text}{"pro`));
    assertError(answer, 408, 'request_timeout');
  });

  it('T39: requests that make jobs are limited for each token and each second, others are not', async () => {
    const clock = fakeClock();
    const host = await start({ clock, config: { limits: { jobs_per_second: 3 } } });
    const other = await makeToken(host, 'other', 'operator');
    const asked = { method: 'POST', path: '/api/vms/provision', body: '{}' };
    for (let n = 0; n < 3; n += 1) assertError(await request(host, asked), 400);
    const limited = assertError(await untouched(host, () => request(host, asked)), 429, 'rate_limited');
    assert.equal(limited.errors, undefined);
    assertError(await request(host, { ...asked, token: other }), 400);
    assert.equal((await request(host, { path: '/api/vms' })).status, 200);
    await clock.advance(1000);
    assertError(await request(host, asked), 400);
  });

  it('T39: a flood above the limit is answered 429, and a job under way comes to its end', async function () {
    this.timeout(120_000);
    const host = await start({ speed: 5, config: { limits: { jobs_per_second: 5 } } });
    const job = await submit(host, spec(vm('web-01')));
    const asked = { method: 'POST', path: '/api/vms/provision', body: '{}' };
    const statuses: number[] = [];
    for (let sent = 0; sent < amount(1000, 50_000); sent += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => request(host, asked)));
      for (const answer of answers) {
        if (answer.status === 429) assertError(answer, 429, 'rate_limited');
        statuses.push(answer.status);
      }
    }
    assert.deepEqual([...new Set(statuses)].sort(), [400, 429]);
    assert.equal((await ended(host, job)).status, 'Success');
  });

  it('requests without a valid token cannot fill the log: 60 a minute are written, the others counted', async () => {
    const clock = fakeClock();
    const written: string[] = [];
    const host = await start({ clock, logTo: { write: (line) => void written.push(line) } });
    const flood = async (times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1)
        assertError(await request(host, { path: '/api/vms', token: 'wrong' }), 401);
    };
    await flood(200);
    assertError(await request(host, { path: '/api/none' }), 404);
    await clock.advance(60_000);
    await flood(1);
    const lines = written.filter((line) => line.includes('"msg":"request"'));
    assert.equal(lines.filter((line) => line.includes('"status":401')).length, 61);
    assert.equal(lines.filter((line) => line.includes('"status":404')).length, 1);
    assert.match(lines.at(-1) ?? '', /"unlogged":140/);
  });

  it('T39: the socket is limited like REST', async () => {
    const host = await start({ clock: fakeClock(), config: { limits: { jobs_per_second: 3 } } });
    const rpc = await openRpc(host);
    for (let n = 0; n < 3; n += 1) assert.equal((await rpc.call('vms/provision', {})).error?.code, -32602);
    const { error } = await untouched(host, () => rpc.call('vms/provision', {}));
    assert.equal(error?.code, -32000);
    assertErrorBody(error.data, 429, 'rate_limited');
    await rpc.close();
  });
});
