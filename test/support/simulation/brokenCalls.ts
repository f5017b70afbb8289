import type { DriverStep, StepKind, StepParams } from '#core/steps.ts';
import type { HyperV, StepResult } from '../../../server/src/host/ports.ts';
import type { Life } from './life.ts';

/**
 * What may become of a call beside what a machine does:
 * - `garbage`: all of it happens, and its answer cannot be read;
 * - `kill`: its process is killed at its first change of the machine, and nobody answers.
 */
export type Breakage = 'garbage' | 'kill';

/** A machine whose first call for that step, in each life of the host, is broken so. */
export function brokenCalls(hyperv: HyperV, life: Life, broken: StepKind, breakage: Breakage): HyperV {
  const state = { left: 1 };
  const ensure: HyperV['ensure'] = async (step, params, signal) => {
    if (step !== broken || state.left === 0) return hyperv.ensure(step, params, signal);
    state.left -= 1;
    if (breakage === 'kill') return ensureKilled(hyperv, life, step, params, signal);
    await hyperv.ensure(step, params, signal);
    return { outcome: 'failed', failure: UNREADABLE };
  };
  return { ...hyperv, ensure };
}

const UNREADABLE = {
  ...{ id: 'BadOutput,VMSpec', category: 'InvalidResult', hresult: null },
  ...{ message: 'PowerShell answered something that is no answer', target: null },
};

/** A call that changes nothing comes to its end unheard. */
async function ensureKilled<K extends DriverStep>(
  hyperv: HyperV,
  life: Life,
  step: K,
  params: StepParams[K],
  signal: AbortSignal,
): Promise<StepResult<K>> {
  const shell = new AbortController();
  const forget = life.onMoment(() => {
    shell.abort();
  });
  await hyperv.ensure(step, params, AbortSignal.any([signal, shell.signal]));
  forget();
  return { outcome: 'unknown', reason: 'the PowerShell process was lost' };
}
