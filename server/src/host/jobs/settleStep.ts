import type { JobError } from '#schemas/generated/types.ts';
import type { DriverStep, StepOutput, StepParams } from '#core/steps.ts';
import { classifyFailure, jobError } from '../hyperv/failures.ts';
import type { StepResult } from '../ports.ts';
import { STOPPED, type JobContext } from './context.ts';

/** How a step came out once everything that may pass was waited for. */
export type Settled<K extends DriverStep> =
  | { readonly ok: true; readonly output: StepOutput[K] }
  | { readonly ok: false; readonly error: JobError | typeof STOPPED };

/** Told what holds a step up, and when it is tried again. */
export interface StepObserver {
  waiting(reason: 'busy' | 'unknown_outcome'): void;
  retrying(attempt: number, detail: string): void;
}

/** Tries of a call that finds its object busy, and the first wait between them, which doubles. */
const BUSY_TRIES = 5;
const BUSY_WAIT_MS = 500;

/** A cut-off call counts as settled after this many equal readings, this far apart. */
const EQUAL_READINGS = 3;
const READING_INTERVAL_MS = 5_000;

/**
 * An effect that is not there may still come. Nothing is done again before this time is over, since some calls, such as
 * New-VM, would then have happened twice.
 */
const LATE_EFFECT_MS = 90_000;

/**
 * The same after a restart, counted from there: what was begun before has been coming for longer by then, and a job is to
 * end within a minute.
 */
const EARLIER_EFFECT_MS = 40_000;

/** Asks the driver for a step's effect until it is there, fails for good, or the time for it is over. */
export async function settleStep<K extends DriverStep>(
  context: JobContext,
  step: K,
  params: StepParams[K],
  observer: StepObserver,
): Promise<Settled<K>> {
  return settleCall(context, step, params, observer, (signal) => context.hyperv.ensure(step, params, signal));
}

/** Like `settleStep`, for a call whose effect is probed as `step` but that is not asked for by `ensure`. */
export async function settleCall<K extends DriverStep>(
  context: JobContext,
  step: K,
  params: StepParams[K],
  observer: StepObserver,
  call: (signal: AbortSignal) => Promise<StepResult<K>>,
): Promise<Settled<K>> {
  const end = context.clock.monotonic() + context.stepTimeoutMs;
  for (let attempt = 1; ;) {
    const result = await withDeadline(context, end, call);
    if (result.outcome === 'done') return { ok: true, output: result.output };
    if (context.stopping.aborted) return { ok: false, error: STOPPED };
    if (result.outcome === 'failed') {
      const { code, retry } = classifyFailure(result.failure, step);
      if (!retry || attempt >= BUSY_TRIES)
        return { ok: false, error: jobError(code, result.failure.message) };
      observer.retrying(attempt, result.failure.message);
      observer.waiting('busy');
      await context.clock.sleep(busyWait(context, attempt), context.stopping);
      attempt += 1;
    } else {
      observer.waiting('unknown_outcome');
      const seen = await probeUntilSettled(context, step, params, LATE_EFFECT_MS);
      if (seen === STOPPED) return { ok: false, error: STOPPED };
      if (seen !== null) return { ok: true, output: seen.output };
      if (context.clock.monotonic() >= end)
        return { ok: false, error: jobError('outcome_unknown', result.reason) };
    }
  }
}

/**
 * Waits until what an earlier run of the host had begun is there, or will not come any more. Doing it again at once could
 * make it twice.
 */
export async function awaitEarlier<K extends DriverStep>(
  context: JobContext,
  step: K,
  params: StepParams[K],
  observer: StepObserver,
): Promise<typeof STOPPED | null> {
  const probe = await context.hyperv.probe(step, params, context.stopping);
  if (probe.state === 'done') return null;
  observer.waiting('unknown_outcome');
  const seen = await probeUntilSettled(context, step, params, EARLIER_EFFECT_MS);
  return seen === STOPPED ? STOPPED : null;
}

function busyWait({ random }: JobContext, attempt: number): number {
  return BUSY_WAIT_MS * 2 ** (attempt - 1) * (0.75 + random.fraction() / 2);
}

async function withDeadline<T>(
  { clock, stopping }: JobContext,
  end: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const answered = new AbortController();
  const timer = clock
    .sleep(Math.max(0, end - clock.monotonic()), AbortSignal.any([answered.signal, stopping]))
    .then(() => {
      if (!answered.signal.aborted) over.abort();
    });
  try {
    return await call(AbortSignal.any([over.signal, stopping]));
  } finally {
    answered.abort();
    await timer;
  }
}

/** Looks until the same is seen several times. Answers null when the effect is not there after `lateMs`. */
async function probeUntilSettled<K extends DriverStep>(
  { hyperv, clock, stopping }: JobContext,
  step: K,
  params: StepParams[K],
  lateMs: number,
): Promise<{ readonly output: StepOutput[K] } | null | typeof STOPPED> {
  const cutOff = clock.monotonic();
  let seen = '';
  let equal = 0;
  for (;;) {
    await clock.sleep(READING_INTERVAL_MS, stopping);
    if (stopping.aborted) return STOPPED;
    const probe = await hyperv.probe(step, params, stopping);
    equal = probe.state === seen && probe.state !== 'unknown' ? equal + 1 : 1;
    seen = probe.state;
    if (equal >= EQUAL_READINGS && probe.state === 'done') return { output: probe.output };
    const late = clock.monotonic() - cutOff >= lateMs;
    if (late && equal >= EQUAL_READINGS && probe.state !== 'unknown') return null;
  }
}
