import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { assertRpcAnswer } from '../support/fuzz/assertRpcAnswer.ts';
import { fastDirectory } from '../support/fuzz/fastDirectory.ts';
import { roomyMachine } from '../support/fuzz/roomyMachine.ts';
import { fillIn, rpcFrames } from '../support/fuzz/rpcFrames.ts';
import { fuzzSeed, withSeed } from '../support/fuzz/seed.ts';
import { amount } from '../support/goals/scale.ts';
import { member } from '../support/host/client.ts';
import { hosts } from '../support/host/hosts.ts';
import { listVms } from '../support/host/jobs.ts';
import { openRpc, type Rpc } from '../support/host/socket.ts';
import type { TestHost } from '../support/host/testHost.ts';

/** Frames on one socket, and how many of them are sent without waiting for an answer. */
const FRAMES = 100;
const AT_ONCE = 10;

describe('frames of JSON-RPC', function () {
  this.timeout(amount(60_000, 1_800_000));
  const { start } = hosts();

  it('each gets one answer in the right envelope, whatever it holds, and no other socket notices', async () => {
    const seed = fuzzSeed(2);
    await withSeed(seed, async () => {
      const host = await start({ machine: roomyMachine, directory: fastDirectory() });
      const bystander = await openRpc(host);
      await bystander.call('events/subscribe', { after: 0 });
      const sockets = amount(20, 1_000);
      for (let n = 0; n < sockets; n += 1)
        await speak(host, fc.sample(rpcFrames, { seed: seed + n, numRuns: FRAMES }));
      assert.ok(host.host.store.jobs.countByStatus().length > 1, 'jobs were made');
      await assertUndisturbed(host, bystander);
    });
  });
});

/** Sends the frames on a socket of its own, some at once, and checks that each is answered once. */
async function speak(host: TestHost, drawn: readonly string[]): Promise<void> {
  const rpc = await openRpc(host);
  for (const group of groups(drawn)) {
    const vms = (await listVms(host)).map(({ vm_id }) => vm_id);
    const jobs = host.host.store.jobs.list({ status: null, before: null, limit: 20 });
    const jobIds = jobs.map(({ job }) => job.job_id);
    const frames = group.map((frame) => fillIn(frame, vms, jobIds));
    const before = answersOf(rpc).length;
    for (const frame of frames) rpc.socket.send(frame);
    await rpc.until(() => answersOf(rpc).length >= before + frames.length);
    assertAnswers(frames, answersOf(rpc).slice(before));
  }
  await rpc.call('host/get');
  assert.equal(answersOf(rpc).length, drawn.length + 1, 'one answer for each frame');
  await rpc.close();
}

/** Methods that read the machine before they answer. */
const askingMethods = [
  ...['doctor/get', 'audit/get', 'audit/repair', 'vms/adopt', 'vms/accept'],
  'templates/remove',
];

/** Frames that are sent together. Answers keep their order, but for the methods that ask the machine: those are alone. */
function groups(drawn: readonly string[]): string[][] {
  const made: string[][] = [];
  for (const frame of drawn) {
    const last = made.at(-1);
    const joins = last !== undefined && last.length < AT_ONCE && ![...last, frame].some(asksMachine);
    if (joins) last.push(frame);
    else made.push([frame]);
  }
  return made;
}

function asksMachine(frame: string): boolean {
  return askingMethods.some((method) => frame.includes(method));
}

function answersOf({ frames }: Rpc): unknown[] {
  return frames.filter((frame) => member(frame, 'method') === undefined);
}

function assertAnswers(frames: readonly string[], answers: readonly unknown[]): void {
  for (const [n, frame] of frames.entries()) {
    try {
      assertRpcAnswer(frame, answers[n]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const answer = JSON.stringify(answers[n]).slice(0, 2_000);
      throw new Error(`${why}\nframe: ${frame.slice(0, 4_000)}\nanswer: ${answer}`, { cause: error });
    }
  }
}

/** The other socket has heard every event once and in order, and is answered. */
async function assertUndisturbed(host: TestHost, rpc: Rpc): Promise<void> {
  const newest = host.host.store.events.newest();
  const { events } = rpc;
  await rpc.until(() => (events.at(-1)?.seq ?? 0) >= newest);
  assert.deepEqual(
    events.map(({ seq }) => seq),
    Array.from({ length: events.length }, (_, n) => n + 1),
  );
  assert.equal(member((await rpc.call('host/get')).result, 'simulated'), true);
  await rpc.close();
}
