import type { PowerShellError, PowerShellShell } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import type { Clock } from '../ports.ts';
import { clipOutput, type CallResult, type ShellCall } from './call.ts';
import { importLine, operationLine, PREPARE_LINE } from './commandLines.ts';
import { readAnswer } from './readAnswer.ts';
import { readRecord } from './readRecord.ts';
import type { ShellOutput, ShellProcess } from './shellProcess.ts';

/** A shell that has our module loaded. */
export interface WarmShell {
  readonly process: ShellProcess;
  readonly about: PowerShellShell;
  /** Runs one operation. A time-out and an abort end the process, since the operation would go on in it. */
  call(call: ShellCall, signal: AbortSignal): Promise<CallResult>;
}

/** Why a shell did not come up. */
export interface StartFailure {
  /** The error of PowerShell, where it could still say one. */
  readonly error: PowerShellError | null;
  readonly reason: string;
}

export type WarmShellStart =
  { readonly ok: true; readonly shell: WarmShell } | { readonly ok: false; readonly failure: StartFailure };

export interface WarmShellOptions {
  readonly clock: Clock;
  /** Path of our module's manifest. */
  readonly manifest: string;
  readonly startTimeoutMs: number;
  /** Told of everything that a shell writes beside its answers. */
  readonly onNoise: (noise: { readonly operation: string; readonly stderr: string }) => void;
}

/** Makes a process ready: its console is set up, then our module is loaded. A process that fails is ended. */
export async function warmUp(
  process: ShellProcess,
  options: WarmShellOptions,
  signal: AbortSignal,
): Promise<WarmShellStart> {
  const end = options.clock.monotonic() + options.startTimeoutMs;
  for (const line of [PREPARE_LINE, importLine(options.manifest)]) {
    const run = await runUntil(process, line, options.clock, end, signal);
    if (run.cut !== null || run.output.ended !== null) {
      await process.kill();
      return { ok: false, failure: startFailure(run.cut ?? run.output.ended ?? '', run.output) };
    }
    if (line === PREPARE_LINE) continue;
    const reading = readAnswer(run.output.stdout);
    const about = reading.ok ? readRecord(validators.PowerShellShell, reading.answer.result, false) : reading;
    if (about.ok) return { ok: true, shell: warmShell(process, about.value, options) };
    await process.kill();
    const error = reading.ok ? (reading.answer.error ?? null) : null;
    return { ok: false, failure: { ...startFailure(error?.message ?? about.reason, run.output), error } };
  }
  throw new Error('a shell is made ready by two lines');
}

/** In constrained language mode not even the marks of node-powershell can be written; the id of that error is the same everywhere. */
const CONSTRAINED =
  /MethodInvocationNotSupportedInConstrainedLanguage|PropertySetterNotSupportedInConstrainedLanguage/;

function startFailure(reason: string, { stderr }: ShellOutput): StartFailure {
  const constrained = CONSTRAINED.exec(stderr)?.[0];
  if (constrained === undefined) {
    const noise = stderr.trim() === '' ? '' : `: ${clipOutput(stderr.trim())}`;
    return { error: null, reason: `${reason}${noise}` };
  }
  const message = 'PowerShell runs in constrained language mode on this machine.';
  const error = { id: constrained, category: 'InvalidOperation', hresult: null, message, target: null };
  return { error, reason: message };
}

function warmShell(process: ShellProcess, about: PowerShellShell, options: WarmShellOptions): WarmShell {
  const { clock, onNoise } = options;
  return {
    process,
    about,
    call: async ({ operation, params, deadlineMs }, signal) => {
      const line = operationLine(operation, params);
      const end = clock.monotonic() + deadlineMs;
      const { cut, output } = await runUntil(process, line, clock, end, signal);
      if (output.stderr.trim() !== '') onNoise({ operation, stderr: clipOutput(output.stderr.trim()) });
      const reading = readAnswer(output.stdout);
      // An answer that arrived counts, even when the process did not live to the end of the line.
      if (reading.ok) return { outcome: 'answered', answer: reading.answer };
      const lost = cut ?? output.ended;
      if (lost !== null) return { outcome: 'lost', reason: `${operation}: ${lost}` };
      const text = clipOutput(`${output.stdout}${output.stderr}`.trim());
      return { outcome: 'bad_output', reason: reading.reason, output: text };
    },
  };
}

interface Run {
  /** Why it was given up, or null when it came to its end. */
  readonly cut: string | null;
  readonly output: ShellOutput;
}

/** Runs a line until it ends, its time is over, or it is given up; then the process is ended, tree and all. */
async function runUntil(
  process: ShellProcess,
  line: string,
  clock: Clock,
  end: number,
  signal: AbortSignal,
): Promise<Run> {
  const finished = new AbortController();
  const late = clock
    .sleep(Math.max(0, end - clock.monotonic()), AbortSignal.any([finished.signal, signal]))
    .then(() => (signal.aborted ? 'the call was cut off' : 'no answer in time'));
  const run = process.run(line);
  const first = await Promise.race([run, late]);
  if (typeof first === 'string') {
    await process.kill();
    return { cut: first, output: await Promise.race([run, emptyOutput(process)]) };
  }
  finished.abort();
  await late;
  return { cut: null, output: first };
}

/** What is known of a line whose process ended without saying more. */
async function emptyOutput(process: ShellProcess): Promise<ShellOutput> {
  return { stdout: '', stderr: '', ended: await process.ended };
}
