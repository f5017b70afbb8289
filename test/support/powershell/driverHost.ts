import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../server/src/host/clock.ts';
import { moduleManifest } from '../../../server/src/host/hyperv/moduleFolder.ts';
import { powerShellHyperV } from '../../../server/src/host/hyperv/powerShellHyperV.ts';
import type { HyperV } from '../../../server/src/host/ports.ts';
import { startPowerShell } from '../../../server/src/host/powershell/nodePowerShell.ts';
import type { ShellProcess } from '../../../server/src/host/powershell/shellProcess.ts';
import { shellRecords, thisProcess } from '../../../server/src/host/powershell/shellRecords.ts';
import { warmShells, type WarmShells } from '../../../server/src/host/powershell/warmShells.ts';
import type { Engine } from './engine.ts';
import { servedMachine, type ServedMachine } from './runPowerShell.ts';

/** A PowerShell process that tells which line it runs. Questions to the simulator name it by its place in the list. */
export interface WatchedProcess extends ShellProcess {
  /** The line that it runs now, or null. */
  line(): string | null;
  /** It has ended, or was told to. */
  isGone(): boolean;
}

/** An operation that a process ran. */
export interface RoundTrip {
  readonly operation: string;
  readonly ms: number;
}

/** The PowerShell driver over the test engine. */
export interface DriverShells {
  readonly hyperv: HyperV;
  readonly shells: WarmShells;
  readonly processes: readonly WatchedProcess[];
  /** How many operations were asked for and have not ended. */
  readonly calls: () => number;
  /** Every round trip and its time in ms, without the time in which no shell was free; a test may empty it. */
  readonly roundTrips: RoundTrip[];
  /** Operations and what their cmdlets warned of. */
  readonly warnings: readonly { readonly operation: string; readonly warnings: readonly string[] }[];
  readonly noise: readonly { readonly operation: string; readonly stderr: string }[];
  close(): Promise<void>;
}

/** The driver with a simulated machine of its own. */
export interface DriverHost extends DriverShells {
  readonly machine: ServedMachine;
}

export interface DriverOptions {
  /** How many processes. */
  readonly count?: number;
  /** A line that every process runs once, after our module was loaded. */
  readonly planted?: string;
}

/** Opens both. */
export async function driverHost(
  engine: Engine,
  { machine: given, ...options }: DriverOptions & { readonly machine?: ServedMachine } = {},
): Promise<DriverHost> {
  const machine = given ?? (await servedMachine());
  const shells = driverShells(engine, machine.bridge.address, options);
  return {
    ...shells,
    machine,
    close: async () => {
      await shells.close();
      await machine.close();
    },
  };
}

/**
 * Opens the driver on the simulator with that address. Answers are read strictly: what a schema does not know fails the
 * test.
 */
export function driverShells(engine: Engine, simulator: string, options: DriverOptions = {}): DriverShells {
  const manifest = moduleManifest();
  if (manifest === null) throw new Error('the PowerShell module is missing');
  const folder = mkdtempSync(join(tmpdir(), 'driver-host-'));
  const processes: WatchedProcess[] = [];
  const roundTrips: RoundTrip[] = [];
  const warnings: { operation: string; warnings: readonly string[] }[] = [];
  const noise: { operation: string; stderr: string }[] = [];
  const shells = warmShells({
    start: () => {
      const address = `${simulator}/${String(processes.length)}`;
      const env = { ...process.env, ...engine.env, VMSPEC_SIMULATOR: address };
      const started = startPowerShell({ executable: engine.executable, env, cwd: folder });
      const watched = watch(started, roundTrips, options.planted);
      processes.push(watched);
      return watched;
    },
    clock: systemClock,
    manifest,
    records: shellRecords(join(folder, 'shells'), thisProcess(), () => undefined),
    onNoise: (piece) => {
      noise.push(piece);
    },
    onProblem: () => undefined,
    count: options.count ?? 2,
  });
  let calls = 0;
  const call: WarmShells['call'] = async (...asked) => {
    calls += 1;
    try {
      return await shells.call(...asked);
    } finally {
      calls -= 1;
    }
  };
  const hyperv = powerShellHyperV({
    shells: { ...shells, call },
    strict: true,
    onWarning: (warning) => {
      warnings.push(warning);
    },
  });
  return {
    hyperv,
    shells,
    processes,
    calls: () => calls,
    roundTrips,
    warnings,
    noise,
    close: async () => {
      await hyperv.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lines by which a shell is made ready before its first operation. */
const LINES_OF_START = 2;

function watch(started: ShellProcess, roundTrips: RoundTrip[], planted: string | undefined): WatchedProcess {
  const state: { line: string | null; lines: number; gone: boolean } = { line: null, lines: 0, gone: false };
  void started.ended.then(() => {
    state.gone = true;
  });
  return {
    ...started,
    line: () => state.line,
    isGone: () => state.gone,
    kill: () => {
      state.gone = true;
      return started.kill();
    },
    run: async (line) => {
      state.line = line;
      if (state.lines === LINES_OF_START && planted !== undefined) await started.run(planted);
      state.lines += 1;
      const begun = systemClock.monotonic();
      const output = await started.run(line);
      const operation = /^Invoke-VMSpecOperation -Name (\w+) /.exec(line)?.[1];
      if (operation !== undefined) roundTrips.push({ operation, ms: systemClock.monotonic() - begun });
      state.line = null;
      return output;
    },
  };
}
