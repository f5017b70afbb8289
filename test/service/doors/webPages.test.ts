import assert from 'node:assert/strict';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { ALLOWED_ORIGIN, foreignNames, foreignPages } from '../../support/host/foreignRequests.ts';
import { head, rawExchange, upgradeLines } from '../../support/host/raw.ts';
import { openRpc } from '../../support/host/socket.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('requests under a wrong name or from a web page', () => {
  const host = oneHost({
    config: { names: ['Lab-Host.example'], allowed_origins: [ALLOWED_ORIGIN] },
  });

  const groups = [
    { id: 'T28: a Host header', cases: foreignNames },
    { id: 'T29: an Origin', cases: foreignPages },
  ];
  for (const { id, cases } of groups) {
    for (const { title, lines, status, code } of cases) {
      it(`${id}: ${title} is refused for a POST`, async () => {
        const body = JSON.stringify(spec(vm('web-01')));
        const text = head(
          'POST /api/vms/provision HTTP/1.1',
          ...lines,
          `Authorization: Bearer ${host().token}`,
          'Content-Type: application/json',
          `Content-Length: ${String(body.length)}`,
        );
        assertError(await untouched(host(), () => rawExchange(host(), text + body)), status, code);
        assert.equal((await request(host(), { path: '/healthz', token: null })).status, 200);
      });

      it(`${id}: ${title} never completes an upgrade`, async () => {
        const text = head(
          'GET /api/rpc HTTP/1.1',
          ...lines,
          `Authorization: Bearer ${host().token}`,
          ...upgradeLines,
        );
        assertError(await untouched(host(), () => rawExchange(host(), text)), status, code);
        assert.equal((await request(host(), { path: '/healthz', token: null })).status, 200);
      });
    }
  }

  it('T28: an HTTP/1.0 request without a Host header is refused in the same shape', async () => {
    const answer = await rawExchange(
      host(),
      head('GET /api/vms HTTP/1.0', `Authorization: Bearer ${host().token}`),
    );
    assertError(answer, 400, 'malformed_request');
  });

  it('T28: a whole address in place of the path does not stand in for the Host header', async () => {
    const lines = ['Host: 127.0.0.1', `Authorization: Bearer ${host().token}`, 'Connection: close'];
    const answer = await rawExchange(host(), head('GET http://evil.com/api/vms HTTP/1.1', ...lines));
    assert.ok(answer.status === 400 || answer.status === 404, answer.text);
    assertError(answer, answer.status);
  });

  const goodNames = ['127.0.0.1', 'LOCALHOST:1', '[::1]:4417', 'lab-host.EXAMPLE', 'lab-host.example:443'];
  for (const name of goodNames) {
    it(`T28: the name ${name} is one of this host`, async () => {
      assert.equal((await request(host(), { path: '/api/vms', headers: { host: name } })).status, 200);
      const rpc = await openRpc(host(), { headers: { host: name } });
      assert.equal((await rpc.close()).code, 1005);
    });
  }

  it('T29: an allowed origin passes, for requests and for sockets', async () => {
    const headers = { origin: 'https://console.example', 'sec-fetch-site': 'cross-site' };
    const answer = await request(host(), { path: '/api/vms', headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    const rpc = await openRpc(host(), { headers });
    await rpc.close();
  });
});
