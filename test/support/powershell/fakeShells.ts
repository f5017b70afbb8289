import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/src/host/clock.ts';
import type { Clock } from '../../../server/src/host/ports.ts';
import type { ShellCall } from '../../../server/src/host/powershell/call.ts';
import { startPowerShell } from '../../../server/src/host/powershell/nodePowerShell.ts';
import type { ShellProcess } from '../../../server/src/host/powershell/shellProcess.ts';
import { shellRecords, thisProcess } from '../../../server/src/host/powershell/shellRecords.ts';
import { warmShells, type WarmShells } from '../../../server/src/host/powershell/warmShells.ts';

/** Warm shells over scripted processes. */
export interface FakeShells {
  readonly shells: WarmShells;
  /** Processes in the order in which they were started. */
  readonly processes: readonly ShellProcess[];
  readonly folder: string;
  readonly noise: readonly { readonly operation: string; readonly stderr: string }[];
  readonly problems: readonly string[];
  /** Every line that the shells were given, and the arguments that they were started with. */
  readonly lines: () => string[];
  close(): Promise<void>;
}

/** The program that stands in for PowerShell. */
export const FAKE_SHELL = join(import.meta.dirname, 'fakeShell.ts');

/** Opens them. `loads`: how loading the module goes; a FullyQualifiedErrorId fails with it. */
export function fakeShells(
  options: {
    readonly loads?: string;
    readonly count?: number;
    readonly clock?: Clock;
    readonly executable?: string;
    readonly startTimeoutMs?: number;
    readonly operationsPerShell?: number;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): FakeShells {
  const folder = mkdtempSync(join(tmpdir(), 'fake-shells-'));
  const log = join(folder, 'lines.log');
  const processes: ShellProcess[] = [];
  const noise: { operation: string; stderr: string }[] = [];
  const problems: string[] = [];
  const env = {
    ...process.env,
    FAKE_SHELL_LOG: log,
    FAKE_SHELL_LOADS: options.loads ?? 'well',
    ...options.env,
  };
  const shells = warmShells({
    start: () => {
      const started = startPowerShell({ executable: options.executable ?? FAKE_SHELL, env, cwd: folder });
      processes.push(started);
      return started;
    },
    clock: options.clock ?? systemClock,
    manifest: "C:\\Program Files\\it's $(here)\\VMSpec.psd1",
    records: shellRecords(join(folder, 'shells'), thisProcess(), () => undefined),
    onNoise: (piece) => {
      noise.push(piece);
    },
    onProblem: ({ reason }) => {
      problems.push(reason);
    },
    ...(options.count === undefined ? {} : { count: options.count }),
    ...(options.operationsPerShell === undefined ? {} : { operationsPerShell: options.operationsPerShell }),
    ...(options.startTimeoutMs === undefined ? {} : { startTimeoutMs: options.startTimeoutMs }),
  });
  return {
    shells,
    processes,
    folder,
    noise,
    problems,
    lines: () => readFileSync(log, 'utf8').split('\n'),
    close: async () => {
      await shells.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A call that the fake shell carries out in the way that `fake` names. */
export function fakeCall(
  fake: string,
  more: Readonly<Record<string, unknown>> = {},
  lane: ShellCall['lane'] = 'act',
): ShellCall {
  return { operation: 'fake', params: { fake, ...more }, lane, deadlineMs: 20_000 };
}
