import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'mocha';
import type { SpecFile } from '#schemas/generated/types.ts';
import type { Random } from '../../server/src/host/ports.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { roomyMachine } from '../support/fuzz/roomyMachine.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { measured } from '../support/goals/measured.ts';
import { amount } from '../support/goals/scale.ts';
import { hosts } from '../support/host/hosts.ts';
import { ended, errorOf, jobIdOf, provision } from '../support/host/jobs.ts';
import { assertLedgerIsMachine } from '../support/host/ledgerOf.ts';
import { head } from '../support/host/raw.ts';
import type { TestHost } from '../support/host/testHost.ts';
import { traceOf } from '../support/host/trace.ts';
import { spec, vm } from '../support/host/vm.ts';
import { seededRandom } from '../support/seededRandom.ts';

/** A VM that somebody wants once, under one key, however often it is asked for. */
interface Wish {
  readonly key: string;
  readonly body: SpecFile;
  /** Job of the first answer; null: no answer was seen. */
  job: string | null;
}

/** Each VM is asked for about so often. */
const RETRIES_EACH = 10;

describe('requests that are sent again and again', function () {
  this.timeout(amount(60_000, 1_800_000));
  const { start, restart } = hosts();

  it('G5: answers lost, other bodies, and restarts in between: one job for each key, no further VM', async () => {
    const seed = fuzzSeed(10);
    const retries = amount(1_000, 10_000);
    await withSeed(seed, async () => {
      const random = seededRandom(seed);
      const settings = { machine: roomyMachine, directory: fastDirectory() };
      const wishes = Array.from({ length: Math.min(250, retries / RETRIES_EACH) }, (_, n) => wish(n));
      const state = { host: await start(settings), restarts: 0 };
      for (let n = 0; n < retries; n += 1) {
        const one = wishes[Math.floor(random.fraction() * wishes.length)] ?? assert.fail();
        await tryOnce(state.host, one, random);
        if (random.fraction() > 0.005) continue;
        state.host = await restart(state.host, settings);
        state.restarts += 1;
      }
      await assertOneEach(state.host, wishes);
      measured({
        goal: 'G5',
        tried: `${retries.toLocaleString('en')} random retries of ${wishes.length} VMs, ${state.restarts} restarts, seed ${seed}`,
        result: '0 further jobs, 0 further VMs',
        reached: true,
      });
    });
  });
});

function wish(n: number): Wish {
  return {
    key: `key-${String(n)}`,
    body: spec(vm(`vm-${String(n)}`, { ram_startup_mb: 64, ram_min_mb: 64, ram_max_mb: 64 })),
    job: null,
  };
}

/** Asks once more: and hears the answer, loses it on the wire, or means something else by the same key. */
async function tryOnce(host: TestHost, one: Wish, random: Random): Promise<void> {
  const kind = random.fraction();
  if (kind < 0.3) {
    await provisionAndHangUp(host, one, random);
    return;
  }
  if (kind < 0.45 && one.job !== null) {
    const other = spec(vm(`other-${one.key}`));
    assert.equal(errorOf(await provision(host, other, { key: one.key }), 422).code, 'idempotency_key_reused');
    return;
  }
  const answers = await Promise.all(
    Array.from({ length: kind < 0.6 ? 3 : 1 }, () => provision(host, one.body, { key: one.key })),
  );
  for (const id of answers.map(jobIdOf)) {
    one.job ??= id;
    assert.equal(id, one.job, `${one.key} is one job`);
  }
}

/** Sends the request, or a part of it, and ends the connection without reading. */
async function provisionAndHangUp(host: TestHost, { key, body }: Wish, random: Random): Promise<void> {
  const { hostname, port } = new URL(host.url);
  const text = JSON.stringify(body);
  const request =
    head(
      'POST /api/vms/provision HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: Bearer ${host.token}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(text))}`,
      `Idempotency-Key: ${key}`,
    ) + text;
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const whole = random.fraction() < 0.8;
  socket.write(whole ? request : request.slice(0, Math.floor(random.fraction() * request.length)));
  const turns = Math.floor(random.fraction() * 6);
  for (let n = 0; n < turns; n += 1) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
}

async function assertOneEach(host: TestHost, wishes: readonly Wish[]): Promise<void> {
  for (const one of wishes) {
    const id = jobIdOf(await provision(host, one.body, { key: one.key }));
    assert.equal(id, one.job ?? id);
    assert.equal((await ended(host, id)).status, 'Success');
  }
  assert.equal(traceOf(host).jobs, wishes.length);
  assert.equal(host.hyperv.machine.state.vms.size, wishes.length);
  assertLedgerIsMachine(host);
}
