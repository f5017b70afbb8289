import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { assertError, assertValid } from '../../../support/host/assertAnswer.ts';
import { hosts } from '../../../support/host/hosts.ts';
import { oneHost } from '../../../support/host/oneHost.ts';
import { head, upgradeLines } from '../../../support/host/raw.ts';
import { clientFrame, CONTINUATION, openRawSocket, TEXT } from '../../../support/host/rawSocket.ts';
import { openRpc, refusedUpgrade, type Rpc } from '../../../support/host/socket.ts';
import { untouched } from '../../../support/host/untouched.ts';
import { waitFor } from '../../../support/host/waitFor.ts';
import { spec, vm } from '../../../support/host/vm.ts';

/** Room that the host leaves for the envelope of a spec. */
const ENVELOPE_BYTES = 16 * 1024;
const provision = Buffer.from(
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'vms/provision', params: { request: spec(vm('web-01')) } }),
);
const longest = SPEC_BYTES + ENVELOPE_BYTES;

/** One byte more or less of this text in so many frames. */
function fragments(count: number): Buffer {
  const parts = Array.from({ length: count }, (_, n) => {
    const from = Math.floor((provision.length * n) / count);
    const to = Math.floor((provision.length * (n + 1)) / count);
    return clientFrame(n === 0 ? TEXT : CONTINUATION, provision.subarray(from, to), {
      final: n === count - 1,
    });
  });
  return Buffer.concat(parts);
}

describe('T40: frames', () => {
  const host = oneHost();

  const bad = [
    { title: 'a binary frame', bytes: clientFrame(2, provision), code: 1003 },
    {
      title: 'a frame above the limit',
      bytes: clientFrame(TEXT, Buffer.alloc(longest + 1, ' ')).subarray(0, 100),
      code: 1009,
    },
    { title: 'bad UTF-8', bytes: clientFrame(TEXT, Buffer.from('{"id":"\xff"}', 'latin1')), code: 1007 },
    { title: 'half a character', bytes: clientFrame(TEXT, Buffer.from([0xe2, 0x82])), code: 1007 },
    { title: 'an unmasked frame', bytes: clientFrame(TEXT, provision, { masked: false }), code: 1002 },
    { title: 'a frame of an unknown kind', bytes: clientFrame(3, provision), code: 1002 },
    { title: 'a reserved bit', bytes: Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), code: 1002 },
    { title: 'a continuation of nothing', bytes: clientFrame(CONTINUATION, provision), code: 1002 },
    { title: 'a ping that is too long', bytes: clientFrame(9, Buffer.alloc(126)), code: 1002 },
    { title: '10,000 fragments', bytes: fragments(10_000), code: 1008 },
    { title: '65 fragments', bytes: fragments(65), code: 1008 },
  ];
  for (const { title, bytes, code } of bad) {
    it(`T40: ${title} closes ${String(code)}, without trace and without harm to others`, async () => {
      const other = await openRpc(host());
      const raw = await openRawSocket(host());
      const closed = await untouched(host(), () => {
        raw.socket.write(bytes);
        return raw.closed;
      });
      assert.equal(closed, code);
      assertValid('Host', (await other.call('host/get')).result);
      await other.close();
    });
  }

  it('a frame of exactly the limit is read', async () => {
    const rpc = await openRpc(host());
    const text = '{"jsonrpc":"2.0","id":5,"method":"host/get"}';
    assertValid('Host', (await rpc.raw(text.padEnd(longest))).result);
    await rpc.close();
  });

  it('a message in 64 fragments is one message', async () => {
    const raw = await openRawSocket(host());
    const before = host().host.store.events.newest();
    raw.socket.write(fragments(64));
    await waitFor('the job is made', () => host().host.store.events.newest() > before);
    raw.socket.destroy();
  });

  const refusals = [
    { title: 'no token', lines: ['Host: 127.0.0.1'], path: '/api/rpc', status: 401 },
    { title: 'another name', lines: ['Host: evil.com'], path: '/api/rpc', status: 403 },
    { title: 'a malformed path', lines: ['Host: 127.0.0.1'], path: '/api/%zz', status: 400 },
    { title: 'an unknown path', lines: ['Host: 127.0.0.1'], path: '/x', status: 401 },
  ];
  for (const { title, lines, path, status } of refusals) {
    it(`an upgrade that is refused for ${title} leaves no connection open`, async () => {
      const { hostname, port } = new URL(host().url);
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      const chunks: Uint8Array[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.write(head(`GET ${path} HTTP/1.1`, ...lines, ...upgradeLines));
      await once(socket, 'end');
      assert.match(Buffer.concat(chunks).toString(), new RegExp(`^HTTP/1.1 ${String(status)} `));
      socket.destroy();
    });
  }
});

describe('many sockets', () => {
  const { start } = hosts();

  it('the 33rd client is refused with 503, and let in once another has gone', async () => {
    const host = await start();
    const open: Rpc[] = [];
    for (let n = 0; n < 32; n += 1) open.push(await openRpc(host));
    assertError(await refusedUpgrade(host), 503, 'too_many_connections');
    for (const rpc of open) assertValid('Host', (await rpc.call('host/get')).result);
    await open[0]?.close();
    await waitFor('a place is free', async () => {
      try {
        return await openRpc(host);
      } catch {
        return null;
      }
    });
  });

  it('clients that all come at once are not more than allowed', async () => {
    const host = await start({ config: { limits: { websocket_clients: 3 } } });
    const tried = await Promise.allSettled(Array.from({ length: 20 }, () => openRpc(host)));
    assert.equal(tried.filter(({ status }) => status === 'fulfilled').length, 3);
  });

  it('a host that stops says goodbye with 1001', async () => {
    const host = await start();
    const rpc = await openRpc(host);
    await host.stop();
    assert.equal((await rpc.closed).code, 1001);
  });

  it('a client that answers no ping is dropped', async () => {
    const host = await start({ config: { limits: { websocket_ping_ms: 100 } } });
    const raw = await openRawSocket(host);
    assert.equal(await raw.closed, null);
  });
});
