import type { Attempt, Call, FaultRule, Faults } from './faults.ts';
import { faultFailure } from './faultFailure.ts';
import type { Latency, Operation } from './latency.ts';
import type { Computer } from './machine/computer.ts';
import { runCmdlet, type CmdletAnswer, type CmdletName, type CmdletParams } from './machine/cmdletTable.ts';
import { movedMb } from './movedMb.ts';
import { spoil } from './spoil.ts';

/** The call was cut off: what it began may be done, may still come, or never will. */
export class CutOff extends Error {}

/** One call of the driver: it runs cmdlets one after the other, each with its time and its faults. */
export interface Session {
  readonly computer: Computer;
  run<K extends CmdletName>(cmdlet: K, params: CmdletParams<K>): Promise<CmdletAnswer<K>>;
  /** Reads without changing anything. */
  look<T>(operation: Operation, read: () => T): Promise<T>;
  /** Waits until a condition of the machine's clock holds; `until` tells its time then. */
  waitFor(remainingMs: () => number): Promise<void>;
}

/** What all calls of one driver share. */
export interface SessionContext {
  readonly computer: Computer;
  readonly latency: Latency;
  readonly faults: Faults;
  /** Aborts when the driver closes: what has not happened then never does. */
  readonly closing: AbortSignal;
  /** Work that may outlive its call, so that closing can wait for it. */
  readonly running: Set<Promise<unknown>>;
}

/** Begins a call for the VM of that name. */
export function openSession(
  context: SessionContext,
  call: Call,
  vmName: string | null,
  signal: AbortSignal,
): Session {
  const perform = <T>(operation: Operation, ms: number, effect: () => T, half: () => void): Promise<T> => {
    if (signal.aborted || context.closing.aborted) throw new CutOff('the call was cut off');
    const attempt: Attempt = { call, operation, vm_name: vmName };
    const rule = context.faults.take(attempt);
    const work =
      rule === null ? timed(context, ms, effect) : faulty(context, rule, attempt, ms, effect, half);
    return answerUnlessCut(context, work, signal);
  };
  return {
    computer: context.computer,
    run: async (cmdlet, params) => {
      const ms = context.latency.durationOf(cmdlet, movedMb(context.computer, cmdlet, params));
      const effect = (): CmdletAnswer<typeof cmdlet> => runCmdlet(context.computer, cmdlet, params);
      return perform(cmdlet, ms, effect, () => {
        spoil(context.computer, cmdlet, params);
      });
    },
    look: async (operation, read) =>
      perform(operation, context.latency.durationOf(operation, 0), read, () => undefined),
    waitFor: async (remainingMs) => {
      for (let ms = remainingMs(); ms > 0; ms = remainingMs()) {
        await answerUnlessCut(
          context,
          timed(context, Math.ceil(ms), () => undefined),
          signal,
        );
        if (signal.aborted) throw new CutOff('the call was cut off');
      }
    },
  };
}

/** The effect comes at the end of the time, all at once. */
async function timed<T>(context: SessionContext, ms: number, effect: () => T): Promise<T> {
  if (ms > 0) await context.latency.sleep(ms, context.closing);
  if (context.closing.aborted) throw new CutOff('the machine was closed');
  return effect();
}

async function faulty<T>(
  context: SessionContext,
  rule: FaultRule,
  attempt: Attempt,
  ms: number,
  effect: () => T,
  half: () => void,
): Promise<T> {
  const delay = rule.delay_ms ?? context.latency.scaled(60_000);
  switch (rule.kind) {
    case 'slow':
      return timed(context, ms + delay, effect);
    case 'late_effect':
      track(context, timed(context, ms + delay, effect));
      throw new CutOff('the answer did not come');
    case 'hang':
      await forever(context.closing);
      throw new CutOff('the machine was closed');
    case 'half_effect':
      await timed(context, ms, effect);
      half();
      throw faultFailure(rule, attempt.operation);
    case 'busy':
    case 'error':
      await timed(context, ms, () => undefined);
      throw faultFailure(rule, attempt.operation);
  }
}

/** The work goes on when the caller gives up, as a cmdlet's job in Hyper-V does. */
async function answerUnlessCut<T>(
  context: SessionContext,
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  track(context, work);
  if (signal.aborted) throw new CutOff('the call was cut off');
  let giveUp = (): void => undefined;
  const cut = new Promise<never>((_resolve, reject) => {
    giveUp = () => {
      reject(new CutOff('the call was cut off'));
    };
  });
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, cut]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** Remembers work until it ends; how it ends does not matter any more. */
function track(context: SessionContext, work: Promise<unknown>): void {
  const ended: Promise<unknown> = work.then(
    () => context.running.delete(ended),
    () => context.running.delete(ended),
  );
  context.running.add(ended);
}

function forever(closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (closing.aborted) resolve();
    closing.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
