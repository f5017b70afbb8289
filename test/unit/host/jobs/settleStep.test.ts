import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NO_ROOM } from '#core/steps.ts';
import { STOPPED } from '../../../../server/src/host/jobs/context.ts';
import { settleCall, type Settled } from '../../../../server/src/host/jobs/settleStep.ts';
import type { HyperVFailure, ProbeResult, StepResult } from '../../../../server/src/host/ports.ts';
import type { FakeClock } from '../../../support/fakeClock.ts';
import { jobCase, scriptedHyperV } from '../../../support/jobContext.ts';
import { tempStores } from '../../../support/tempStore.ts';

type Answer = StepResult<'start'>;
const done: Answer = { outcome: 'done', acted: true, output: {} };
const cut: Answer = { outcome: 'unknown', reason: 'cut off' };
const failed = (id: string): Answer => {
  const failure: HyperVFailure = { id, category: 'x', hresult: null, message: 'said so', target: null };
  return { outcome: 'failed', failure };
};
const busy = failed('ObjectInUse,x');

interface Run {
  readonly settled: Settled<'start'>;
  /** Milliseconds at which the call was made, in order. */
  readonly calls: readonly number[];
  readonly probes: readonly number[];
  readonly told: readonly string[];
}

describe('settling a step', () => {
  const { open } = tempStores();

  /** Each call and each probe takes the next answer; the last one stays. */
  const run = async (
    answers: readonly (Answer | 'hangs')[],
    states: readonly ProbeResult<'start'>['state'][] = ['absent'],
    meanwhile: (at: number, stop: () => void) => void = () => undefined,
  ): Promise<Run> => {
    const calls: number[] = [];
    const probes: number[] = [];
    const told: string[] = [];
    const next = <T>(list: readonly T[], index: number): T => {
      const item = list[Math.min(index, list.length - 1)];
      assert.ok(item !== undefined);
      return item;
    };
    const hyperv = scriptedHyperV({
      probe: <K>() => {
        const state = next(states, probes.length);
        probes.push(clock.monotonic());
        const result =
          state === 'done' ? { state, output: {} } : state === 'unknown' ? { state, reason: '' } : { state };
        return Promise.resolve(result as ProbeResult<never> & K);
      },
    });
    const { context, clock, stop } = jobCase(open(), hyperv);
    const settling = settleCall(
      context,
      'start',
      { vm_id: 'id', room: NO_ROOM },
      {
        waiting: (reason) => told.push(reason),
        retrying: (attempt) => told.push(`retry ${attempt}`),
      },
      (signal) => {
        const answer = next(answers, calls.length);
        calls.push(clock.monotonic());
        if (answer !== 'hangs') return Promise.resolve(answer);
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(cut);
          });
        });
      },
    );
    return {
      settled: await finish(settling, clock, () => {
        meanwhile(clock.monotonic(), stop);
      }),
      calls,
      probes,
      told,
    };
  };

  it('is over at once when the effect is there', async () => {
    const { settled, calls, told } = await run([done]);
    assert.deepEqual([settled, calls, told], [{ ok: true, output: {} }, [0], []]);
  });

  it('fails at once for what does not pass', async () => {
    const { settled, calls } = await run([failed('AccessDenied,x'), done]);
    assert.equal(calls.length, 1);
    assert.equal(codeOf(settled), 'access_denied');
  });

  it('tries what is busy five times, each wait twice as long, then gives up', async () => {
    const { settled, calls, told } = await run([busy]);
    assert.equal(codeOf(settled), 'host_busy');
    assert.equal(calls.length, 5);
    const waits = calls.slice(1).map((at, index) => at - (calls[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const about = 500 * 2 ** index;
      assert.ok(wait >= about * 0.75 && wait <= about * 1.25 + 250, `wait ${index} was ${wait} ms`);
    }
    assert.deepEqual(told, ['retry 1', 'busy', 'retry 2', 'busy', 'retry 3', 'busy', 'retry 4', 'busy']);
  });

  it('looks every 5 s after an answer was lost, and adopts an effect seen three times', async () => {
    const { settled, calls, probes, told } = await run([cut], ['absent', 'partial', 'done']);
    assert.equal(settled.ok, true);
    assert.equal(calls.length, 1, 'nothing is done again');
    assert.deepEqual(probes, [5_000, 10_000, 15_000, 20_000, 25_000]);
    assert.deepEqual(told, ['unknown_outcome']);
  });

  it('does not trust an effect that comes and goes', async () => {
    const { probes } = await run([cut], ['done', 'done', 'absent', 'done']);
    assert.equal(probes.length, 6);
  });

  it('does it again only when the effect stayed away for 90 s', async () => {
    const { settled, calls } = await run([cut, done], ['absent']);
    assert.equal(settled.ok, true);
    assert.deepEqual(calls, [0, 90_000]);
  });

  it('decides nothing while the machine cannot be looked at', async () => {
    const { settled, calls, probes } = await run(
      [cut, done],
      [...Array<'unknown'>(100).fill('unknown'), 'absent'],
    );
    assert.equal(settled.ok, true);
    assert.deepEqual(calls, [0, 103 * 5_000]);
    assert.equal(probes.length, 103);
  });

  it('gives up when the time for it is over, after having looked', async () => {
    const { settled, calls, probes } = await run(['hangs']);
    assert.equal(codeOf(settled), 'outcome_unknown');
    assert.equal(calls.length, 1);
    assert.equal(probes[0], 605_000);
  });

  it('adopts the effect of a call that hung', async () => {
    const { settled } = await run(['hangs'], ['done']);
    assert.equal(settled.ok, true);
  });

  for (const [what, answer] of [
    ['between two tries', busy],
    ['while it looks', cut],
    ['in the middle of the call', 'hangs'],
  ] as const) {
    it(`is neither done nor failed when the host stops ${what}`, async () => {
      const { settled } = await run([answer], ['absent'], (_at, stop) => {
        stop();
      });
      assert.deepEqual(settled, { ok: false, error: STOPPED });
    });
  }
});

function codeOf(settled: Settled<'start'>): string {
  if (settled.ok) return 'ok';
  return settled.error === STOPPED ? STOPPED : settled.error.code;
}

/** Moves the clock until the step is settled. */
async function finish<T>(settling: Promise<T>, clock: FakeClock, meanwhile: () => void): Promise<T> {
  const state = { over: false };
  void settling.then(() => {
    state.over = true;
  });
  await clock.advance(0);
  for (let round = 0; round < 2000 && !state.over; round += 1) {
    meanwhile();
    await clock.advance(1_000);
  }
  assert.ok(state.over, 'it settles');
  return settling;
}
