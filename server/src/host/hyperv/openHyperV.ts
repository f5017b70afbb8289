import type { Logger } from 'pino';
import type { DataFiles } from '../dataFiles.ts';
import { findExecutable, shellEnvironment, type Environment } from '../powershell/executable.ts';
import { startPowerShell } from '../powershell/nodePowerShell.ts';
import { endLeftovers, shellRecords, thisProcess } from '../powershell/shellRecords.ts';
import type { StartFailure } from '../powershell/warmShell.ts';
import { warmShells } from '../powershell/warmShells.ts';
import type { Clock, HyperV } from '../ports.ts';
import { startFindings } from '../services/doctorStart.ts';
import { moduleManifest } from './moduleFolder.ts';
import { powerShellHyperV } from './powerShellHyperV.ts';

/** The Hyper-V of this machine, or why it cannot be driven, with what to do. */
export type HyperVOpening =
  | { readonly ok: true; readonly hyperv: HyperV }
  | { readonly ok: false; readonly reasons: readonly string[] };

export interface OpenHyperVOptions {
  readonly files: DataFiles;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Refuse answers that our schemas do not know, as tests do. */
  readonly strict?: boolean;
}

/** Starts PowerShell with our module and looks whether Hyper-V can be managed through it. */
export async function openHyperV(options: OpenHyperVOptions): Promise<HyperVOpening> {
  const { files, env, platform, clock, logger } = options;
  const executable = findExecutable(env, platform);
  if (!executable.ok) return refused(`PowerShell cannot be started: ${executable.reason}.`);
  const manifest = moduleManifest();
  if (manifest === null) return refused("VMSpec's PowerShell module is missing: install VMSpec again.");
  const leftovers = await endLeftovers(files.shells);
  if (leftovers > 0) logger.warn({ leftovers }, 'ended the PowerShell processes of an earlier host');
  const shells = warmShells({
    start: () =>
      startPowerShell({
        executable: executable.path,
        env: shellEnvironment(env, executable.path),
        cwd: files.directory,
      }),
    clock,
    manifest,
    records: shellRecords(files.shells, thisProcess(), (error) => {
      logger.warn({ err: error }, 'the PowerShell processes cannot be recorded');
    }),
    onNoise: (noise) => {
      logger.warn(noise, 'PowerShell wrote beside its answer');
    },
    onProblem: (problem) => {
      logger.error(problem, 'a PowerShell process was lost');
    },
  });
  const hyperv = powerShellHyperV({
    shells,
    strict: options.strict ?? false,
    onWarning: (warning) => {
      logger.warn(warning, 'a cmdlet warned');
    },
  });
  const failure = await shells.warm();
  const reasons = failure === null ? await startFindings(hyperv, clock) : [shellReason(failure)];
  if (reasons.length === 0) return { ok: true, hyperv };
  await hyperv.close();
  return { ok: false, reasons };
}

/** Why PowerShell did not come up. Ids are the same in every language. */
function shellReason({ error, reason }: StartFailure): string {
  const id = error?.id ?? '';
  if (id.includes('ConstrainedLanguage')) {
    return 'PowerShell runs in constrained language mode: allow the folder of VMSpec in the application control policy (WDAC or AppLocker).';
  }
  if (id.startsWith('UnauthorizedAccess') || id.startsWith('RuntimeException,Microsoft.PowerShell')) {
    return `The execution policy keeps VMSpec's module from being loaded. Run in an elevated PowerShell: Set-ExecutionPolicy -Scope LocalMachine RemoteSigned (${reason})`;
  }
  return `PowerShell cannot be used: ${reason}`;
}

function refused(reason: string): HyperVOpening {
  return { ok: false, reasons: [reason] };
}
