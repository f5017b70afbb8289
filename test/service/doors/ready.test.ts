import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { routes, type Route } from '#schemas/protocol/routes.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { assertError, assertRouteAnswer } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { refusedUpgrade, openRpc } from '../../support/host/socket.ts';
import { startTestHost } from '../../support/host/testHost.ts';
import { dataFiles } from '../../../server/src/host/dataFiles.ts';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../support/host/waitFor.ts';

describe('a host that cannot read its machine yet', () => {
  it('answers 503 everywhere but /healthz, and is ready once it has read the machine', async () => {
    const clock = fakeClock();
    const port = await freePort();
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-test-'));
    const reasons: string[] = [];
    const faults = [{ kind: 'error', step: 'inventory', times: 3 }] as const;
    const started = startTestHost({
      clock,
      port,
      directory,
      faults,
      onWaiting: (reason) => reasons.push(reason),
    });
    await waitFor('the host waits', () => reasons.length > 0 && clock.sleeping() > 0);
    const token = readFileSync(dataFiles(directory).token, 'utf8').trim();
    const early = { url: `http://127.0.0.1:${String(port)}`, token };

    for (const route of Object.values<Route>(routes)) {
      const asked = { method: route.method, path: route.path.replace('{id}', 'x') };
      const answer = await request(early, asked);
      assertRouteAnswer(route, answer);
      if (route.path === '/healthz') assert.equal(answer.status, 200);
      else assert.match(assertError(answer, 503, 'not_ready').message, /reading the machine/);
      if (route.role !== null) assertError(await request(early, { ...asked, token: null }), 401);
    }
    assertError(await refusedUpgrade(early), 503, 'not_ready');

    const host = await waitFor('the host is ready', () =>
      Promise.race([started, clock.advance(500).then(() => null)]),
    );
    assert.equal(reasons.length, 1, 'three readings failed for one reason');
    assert.equal((await request(host, { path: '/readyz', token: null })).status, 200);
    assert.equal((await request(host, { path: '/api/vms' })).status, 200);
    const rpc = await openRpc(host);
    await rpc.close();
    await host.stop();
    host.remove();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
