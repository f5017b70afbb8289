import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openConnection } from '../../bench/load/connection.ts';
import { hosts } from '../../support/host/hosts.ts';
import { openSlowSockets } from '../../support/host/slowSockets.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { measured } from '../../support/goals/measured.ts';
import { amount } from '../../support/goals/scale.ts';

const SOCKETS = amount(60, 500);

describe('T38: clients that are slow on purpose', function () {
  this.timeout(60_000);
  const { start } = hosts();

  it(`G10: ${SOCKETS} connections with slow headers, slow bodies and unread answers are all closed, and others are answered meanwhile`, async () => {
    const limits = { headers_timeout_ms: 1000, request_timeout_ms: 2000, max_requests_per_socket: 1_000_000 };
    const host = await start({ config: { limits } });
    const connection = await openConnection(host.url, host.token);
    const slow = openSlowSockets(host, SOCKETS);
    const state = { closed: false, answers: 0 };
    void slow.allClosed.then(() => {
      state.closed = true;
    });
    while (!state.closed) {
      const { status, body } = await connection.send({ method: 'GET', path: '/api/capacity', body: '' });
      assert.equal(status, 200, body);
      state.answers += 1;
    }
    connection.close();
    assert.equal(slow.openFor.length, SOCKETS);
    const inTime = slow.statuses.get(408) ?? 0;
    assert.ok(inTime > SOCKETS / 3, `${inTime} were told 408`);
    measured({
      goal: 'G10',
      tried: `${SOCKETS} slow connections`,
      result: `all closed, ${inTime} with 408; ${state.answers} requests of others answered meanwhile, 0 refused`,
      reached: true,
    });
  });

  it('T38: an answer that is waited for longer than a request may take is not cut off', async () => {
    const host = await start({ config: { limits: { headers_timeout_ms: 200, request_timeout_ms: 400 } } });
    const connection = await openConnection(host.url, host.token);
    host.hyperv.faults.add({ kind: 'hang', operation: 'Get-VHD' });
    const body = JSON.stringify(spec(vm('a')));
    const made = await connection.send({ method: 'POST', path: '/api/vms/provision', body });
    assert.equal(made.status, 202);
    const id = /"job_id":"([^"]+)"/.exec(made.body)?.[1] ?? '';
    const waited = await connection.send({ method: 'GET', path: `/api/jobs/${id}?wait=2`, body: '' });
    assert.equal(waited.status, 200);
    connection.close();
  });
});
