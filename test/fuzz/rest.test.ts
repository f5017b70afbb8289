import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import * as validators from '#schemas/generated/validators.js';
import { brokenHttp } from '../support/fuzz/brokenHttp.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { roomyMachine } from '../support/fuzz/roomyMachine.ts';
import { requests } from '../support/fuzz/requestArbitrary.ts';
import { restSession } from '../support/fuzz/restSession.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { measured } from '../support/goals/measured.ts';
import { amount } from '../support/goals/scale.ts';
import { member, request } from '../support/host/client.ts';
import { hosts } from '../support/host/hosts.ts';
import { rawExchange } from '../support/host/raw.ts';
import type { TestHost } from '../support/host/testHost.ts';

/** Requests that are drawn at once. */
const BLOCK = 500;
/** Broken requests that are under way at once: the host waits for the rest of some. */
const AT_ONCE = 128;

describe('requests from the OpenAPI document', function () {
  this.timeout(amount(120_000, 3_600_000));
  const { start, restart } = hosts();

  it('G8: valid, nearly valid and broken ones, each answered as described and none with 5xx', async () => {
    const seed = fuzzSeed(8);
    const count = amount(10_000, 100_000);
    await withSeed(seed, async () => {
      const session = restSession(
        await start({ machine: roomyMachine, directory: fastDirectory() }),
        restart,
      );
      for (let sent = 0; sent < count; sent += BLOCK)
        for (const drawn of fc.sample(requests, { seed: seed + sent, numRuns: BLOCK }))
          await session.send(drawn);
      const { statuses } = session;
      for (const status of [200, 201, 202, 400, 401, 403, 404, 405, 409, 413, 415, 422, 431])
        assert.ok(statuses.has(status), `no answer was ${String(status)}: the requests have become dull`);
      const table = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`);
      measured({
        goal: 'G8',
        tried: `${count.toLocaleString('en')} requests, seed ${seed}`,
        result: `0 answers 5xx, 0 ends, all as described: ${table.join(', ')}`,
        reached: true,
      });
    });
  });

  it('G8: bytes that are no HTTP any more are refused in the shape of all errors, or the connection ends', async () => {
    const seed = fuzzSeed(9);
    await withSeed(seed, async () => {
      const limits = { headers_timeout_ms: 200, request_timeout_ms: 400, keep_alive_timeout_ms: 100 };
      const host = await start({ directory: fastDirectory(), config: { limits } });
      const drawn = fc.sample(brokenHttp, { seed, numRuns: amount(1_000, 20_000) });
      for (let n = 0; n < drawn.length; n += AT_ONCE)
        await Promise.all(
          drawn.slice(n, n + AT_ONCE).map((bytes) => assertBrokenAnswer(host, bytes(host.token))),
        );
      assert.equal((await request(host, { path: '/api/host' })).status, 200);
    });
  });
});

/** A host whose stop was asked for by chance refuses new work with 503, and says for how long. */
async function assertBrokenAnswer(host: TestHost, bytes: Buffer): Promise<void> {
  const answer = await rawExchange(host, bytes).catch(() => null);
  if (answer === null || answer.status === 0) return;
  const sent = bytes.toString('latin1').slice(0, 2_000);
  const stopping = answer.status === 503 && member(answer.body, 'code') === 'stopping';
  assert.ok(answer.status < 500 || stopping, `${String(answer.status)} ${answer.text}\nto ${sent}`);
  if (answer.status < 400 || answer.text === '') return;
  assert.ok(validators.ErrorBody(answer.body), `${answer.text}\nto ${sent}`);
}
