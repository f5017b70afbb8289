import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { noise, scenes, type Scene } from '../support/fuzz/wireFrames.ts';
import { amount } from '../support/goals/scale.ts';
import { member } from '../support/host/client.ts';
import { hosts } from '../support/host/hosts.ts';
import { openRawSocket } from '../support/host/rawSocket.ts';
import { openRpc } from '../support/host/socket.ts';
import type { TestHost } from '../support/host/testHost.ts';

/** Codes with which a host closes for what a client sent. */
const codes: readonly (number | null)[] = [1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, null];
/** Connections at once; a host takes 32. */
const AT_ONCE = 16;

describe('random frames on a WebSocket', function () {
  this.timeout(amount(60_000, 1_800_000));
  const { start } = hosts();
  const limits = { websocket_ping_ms: 500 };

  const beside = async (host: TestHost, work: () => Promise<void>): Promise<void> => {
    const other = await openRpc(host);
    await work();
    assert.equal(member((await other.call('host/get')).result, 'simulated'), true);
    await other.close();
  };

  it('T40: after good frames, one bad frame closes with its code, and no other socket notices', async () => {
    const seed = fuzzSeed(3);
    await withSeed(seed, async () => {
      const host = await start({ directory: fastDirectory(), config: { limits } });
      const drawn = fc.sample(scenes, { seed, numRuns: amount(600, 20_000) });
      await beside(host, () => inGroups(drawn, (scene) => assertClosed(host, scene)));
    });
  });

  it('T40: bytes that are hardly frames end in a close or in silence, and no other socket notices', async () => {
    const seed = fuzzSeed(4);
    await withSeed(seed, async () => {
      const host = await start({ directory: fastDirectory(), config: { limits } });
      const drawn = fc.sample(noise, { seed, numRuns: amount(600, 20_000) });
      await beside(host, () => inGroups(drawn, (bytes) => assertEnds(host, bytes)));
    });
  });
});

async function inGroups<T>(drawn: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let n = 0; n < drawn.length; n += AT_ONCE) await Promise.all(drawn.slice(n, n + AT_ONCE).map(work));
}

async function assertClosed(host: TestHost, { bytes, code }: Scene): Promise<void> {
  const raw = await openRawSocket(host);
  raw.socket.write(bytes);
  assert.equal(await raw.closed, code, bytes.toString('hex').slice(0, 4_000));
}

/** What is half a frame waits for the rest: the connection is ended from this side, and the host may say goodbye. */
async function assertEnds(host: TestHost, bytes: Buffer): Promise<void> {
  const raw = await openRawSocket(host);
  raw.socket.end(bytes);
  const code = await raw.closed;
  const known = codes.includes(code) || (code !== null && code >= 3000 && code < 5000);
  assert.ok(known, `${String(code)} for ${bytes.toString('hex')}`);
}
