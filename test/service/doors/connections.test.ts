import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach } from 'mocha';
import { defaultLimits } from '../../../server/src/host/config.ts';
import { request, type Reachable } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { head, rawExchange, upgradeLines } from '../../support/host/raw.ts';
import { submit } from '../../support/host/jobs.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

/** A connection that a test writes to by hand. */
interface Raw {
  readonly socket: Socket;
  /** Everything that came so far. */
  readonly text: () => string;
  readonly closed: Promise<unknown>;
}

describe('limits of connections', () => {
  const { start } = hosts();
  const opened: Socket[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.destroy();
  });

  async function open(host: Reachable): Promise<Raw> {
    const { hostname, port } = new URL(host.url);
    const socket = connect({ host: hostname, port: Number(port) });
    opened.push(socket);
    const chunks: Uint8Array[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    return { socket, closed, text: () => Buffer.concat(chunks).toString('latin1') };
  }
  const lines = (host: Reachable): string[] => ['Host: 127.0.0.1', `Authorization: Bearer ${host.token}`];
  const answers = ({ text }: Raw): number => text().split('HTTP/1.1 ').length - 1;

  it('are what the documentation says unless they are set', () => {
    const { vm_concurrency: _, step_timeout_s: __, inventory_interval_ms: ___, ...limits } = defaultLimits();
    const { guest_wait_s: ____, ...ofConnections } = limits;
    assert.deepEqual(ofConnections, {
      headers_timeout_ms: 5000,
      request_timeout_ms: 10_000,
      keep_alive_timeout_ms: 5000,
      max_connections: 256,
      max_requests_per_socket: 1000,
      jobs_per_second: 5000,
      unfinished_jobs: 20_000,
      websocket_clients: 32,
      websocket_ping_ms: 15_000,
    });
  });

  it('one connection more than allowed is closed at once, and others are served', async () => {
    const host = await start({ config: { limits: { max_connections: 3 } } });
    const held = [await open(host), await open(host), await open(host)];
    await (
      await open(host)
    ).closed;
    const [first, second] = held;
    first?.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
    await waitFor('an answer', () => first?.text().startsWith('HTTP/1.1 200'));
    second?.socket.destroy();
    await waitFor('a place is free', async () => {
      const answer = await request(host, { path: '/healthz', token: null }).catch(() => null);
      return answer?.status === 200;
    });
  });

  it('a connection that is idle after an answer is closed', async () => {
    const host = await start({ config: { limits: { keep_alive_timeout_ms: 100 } } });
    const raw = await open(host);
    raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
    await raw.closed;
    assert.equal(answers(raw), 1);
  });

  it('T38: a connection that sends nothing but line ends after an answer is closed', async () => {
    const limits = { keep_alive_timeout_ms: 200, headers_timeout_ms: 100, request_timeout_ms: 1000 };
    const host = await start({ config: { limits } });
    const raw = await open(host);
    const ended = raw.closed.catch(() => undefined);
    raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
    await waitFor('an answer', () => answers(raw) === 1);
    const timer = setInterval(() => raw.socket.write('\r\n'), 20);
    await ended;
    clearInterval(timer);
    assert.equal(answers(raw), 1);
  });

  it('a socket that was opened after a request stays open when that connection would have been idle too long', async () => {
    const limits = { keep_alive_timeout_ms: 100, headers_timeout_ms: 100, request_timeout_ms: 200 };
    const host = await start({ config: { limits: { ...limits, websocket_ping_ms: 1000 } } });
    const raw = await open(host);
    raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
    await waitFor('an answer', () => answers(raw) === 1);
    raw.socket.write(head('GET /api/rpc HTTP/1.1', ...lines(host), ...upgradeLines));
    await waitFor('the upgrade', () => raw.text().includes('HTTP/1.1 101 '));
    // A ping comes long after the connection was to be closed.
    await waitFor('a ping', () => raw.text().endsWith('\x89\x00'));
  });

  it('a connection that never says anything is closed', async () => {
    const host = await start({ config: { limits: { headers_timeout_ms: 100, request_timeout_ms: 200 } } });
    const raw = await open(host);
    await raw.closed;
    assert.match(raw.text(), /^HTTP\/1\.1 408 /);
  });

  it('T38: a connection whose client asks and never reads is closed, and its place is free again', async () => {
    const limits = { max_connections: 1, request_timeout_ms: 200, headers_timeout_ms: 200 };
    const host = await start({ config: { limits } });
    const raw = await open(host);
    raw.socket.pause();
    // Who writes on learns of the end by an error.
    const ended = raw.closed.catch(() => undefined);
    const sent = { requests: 0 };
    // One after the other, until no more answers fit into what the system keeps for a connection.
    const timer = setInterval(() => {
      raw.socket.write(head('GET /api/openapi.json HTTP/1.1', ...lines(host)));
      sent.requests += 1;
    }, 5);
    await waitFor('its place is free', async () => {
      const answer = await request(host, { path: '/healthz', token: null }).catch(() => null);
      return answer?.status === 200;
    });
    clearInterval(timer);
    raw.socket.resume();
    await ended;
    assert.ok(answers(raw) < sent.requests);
  });

  it('T38: a client that sends a packet full of requests gets the first answers, and its connection is closed', async () => {
    const host = await start({ config: { limits: { keep_alive_timeout_ms: 60_000 } } });
    const raw = await open(host);
    raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)).repeat(100));
    await raw.closed;
    assert.equal(answers(raw), 2);
    assert.doesNotMatch(raw.text(), /HTTP\/1\.1 [45]/);
  });

  it('an answer that is held longer than requests may take comes all the same, on a connection that was used', async () => {
    const limits = { request_timeout_ms: 200, headers_timeout_ms: 200 };
    const host = await start({ config: { limits }, speed: 1 });
    const job = await submit(host, spec(vm('web-01')));
    const raw = await open(host);
    raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
    await waitFor('an answer', () => answers(raw) === 1);
    raw.socket.write(head(`GET /api/jobs/${job}?wait=1 HTTP/1.1`, ...lines(host)));
    await waitFor('the held answer', () => answers(raw) === 2);
    assert.match(raw.text(), /HTTP\/1\.1 200 [^]*HTTP\/1\.1 200 [^]*"status":"(?:Submitted|Provisioning)"/);
  });

  it('a connection is closed after as many requests as allowed', async () => {
    const limits = { max_requests_per_socket: 3, keep_alive_timeout_ms: 100 };
    const host = await start({ config: { limits } });
    const raw = await open(host);
    for (let n = 1; n <= 4; n += 1) {
      raw.socket.write(head('GET /api/host HTTP/1.1', ...lines(host)));
      await waitFor('an answer', () => answers(raw) === n);
    }
    await raw.closed;
    const statuses = [...raw.text().matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
    assert.deepEqual(statuses, ['200', '200', '200', '503']);
  });

  it('frames are not compressed, also when a client offers to: a small one could hold a large message', async () => {
    const host = await start();
    const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits';
    const text = head('GET /api/rpc HTTP/1.1', ...lines(host), ...upgradeLines, offer);
    const answer = await rawExchange(host, text);
    assert.equal(answer.status, 101);
    assert.equal(answer.headers['sec-websocket-extensions'], undefined);
  });
});
