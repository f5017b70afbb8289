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

/** The PowerShell driver over the test engine and a simulated machine. */
export interface DriverHost {
  readonly hyperv: HyperV;
  readonly shells: WarmShells;
  readonly machine: ServedMachine;
  readonly processes: readonly ShellProcess[];
  /** Every round trip and its time in ms, without the time in which no shell was free. */
  readonly roundTrips: { readonly operation: string; readonly ms: number }[];
  /** Operations and what their cmdlets warned of. */
  readonly warnings: readonly { readonly operation: string; readonly warnings: readonly string[] }[];
  readonly noise: readonly { readonly operation: string; readonly stderr: string }[];
  close(): Promise<void>;
}

/** Opens one. Answers are read strictly: what a schema does not know fails the test. */
export async function driverHost(
  engine: Engine,
  options: { readonly machine?: ServedMachine; readonly count?: number } = {},
): Promise<DriverHost> {
  const machine = options.machine ?? (await servedMachine());
  const manifest = moduleManifest();
  if (manifest === null) throw new Error('the PowerShell module is missing');
  const folder = mkdtempSync(join(tmpdir(), 'driver-host-'));
  const processes: ShellProcess[] = [];
  const roundTrips: { operation: string; ms: number }[] = [];
  const warnings: { operation: string; warnings: readonly string[] }[] = [];
  const noise: { operation: string; stderr: string }[] = [];
  const shells = warmShells({
    start: () => {
      const env = { ...process.env, ...engine.env, ...machine.env };
      const started = startPowerShell({ executable: engine.executable, env, cwd: folder });
      processes.push(started);
      return { ...started, run: timedRun(started, roundTrips) };
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
  const hyperv = powerShellHyperV({
    shells,
    strict: true,
    onWarning: (warning) => {
      warnings.push(warning);
    },
  });
  return {
    hyperv,
    shells,
    machine,
    processes,
    roundTrips,
    warnings,
    noise,
    close: async () => {
      await hyperv.close();
      await machine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes down of each line that is an operation how long it took. */
function timedRun(process: ShellProcess, roundTrips: DriverHost['roundTrips']): ShellProcess['run'] {
  return async (line) => {
    const begun = systemClock.monotonic();
    const output = await process.run(line);
    const operation = /^Invoke-VMSpecOperation -Name (\w+) /.exec(line)?.[1];
    if (operation !== undefined) roundTrips.push({ operation, ms: systemClock.monotonic() - begun });
    return output;
  };
}
