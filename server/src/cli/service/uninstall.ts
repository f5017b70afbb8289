import { existsSync } from 'node:fs';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { Shell } from '../shell.ts';
import { findInstalled } from './findInstalled.ts';
import type { Layout } from './layout.ts';
import { refuseForeignFolders } from './ownFolders.ts';
import { uninstallPlan } from './plan/uninstallPlan.ts';
import { readRecord } from './readFacts.ts';
import { whatRemains, type Remaining } from './remaining.ts';
import { renderPlan } from './renderPlan.ts';
import { runPlan } from './runPlan.ts';
import {
  failureOf,
  findLayout,
  progressOf,
  worldOf,
  type FolderOptions,
  type ServiceTools,
} from './tools.ts';

/** Options of `vmspec service uninstall`. */
export interface UninstallOptions extends FolderOptions {
  readonly purge?: boolean;
  readonly force?: boolean;
  readonly drainTimeout: number;
  readonly dryRun?: boolean;
}

/** Removes the service; VMs, disks and templates stay. Throws CliFailure. */
export async function uninstall(
  options: UninstallOptions,
  shell: Shell,
  tools: ServiceTools,
): Promise<ExitCode> {
  if (options.dryRun !== true) tools.check();
  const layout =
    options.dryRun === true ? findLayout(options, shell) : await findInstalled(options, shell, tools);
  const purge = options.purge === true;
  const force = options.force === true;
  const record = readRecord(layout.record);
  const steps = uninstallPlan({
    layout,
    record,
    packageFolder: tools.packageFolder,
    drainSeconds: force ? 0 : options.drainTimeout,
    purge,
  });
  if (options.dryRun === true) {
    shell.say('Uninstall VMSpec. Nothing is done; this is what would be, in this order:\n');
    shell.say(renderPlan(steps));
    return exitCodes.done;
  }
  refuseForeignFolders(layout, record, purge ? ['program', 'data'] : ['program']);
  const remaining = await whatRemains(layout.dataDirectory);
  if (purge && !force) refusePurge(remaining, layout);
  const failure = await runPlan(steps, worldOf(tools, shell), progressOf(shell));
  if (failure !== null)
    throw failureOf(failure, 'Run the same command again: what is done already is no obstacle.');
  shell.say(['', 'VMSpec is uninstalled.', ...whatStays(remaining, layout, purge)].join('\n'));
  return exitCodes.done;
}

/** The records are all that knows how to end or take back what is half done. */
function refusePurge(remaining: Remaining | null, { dataDirectory }: Layout): void {
  if (remaining !== null && remaining.unfinishedJobs === 0) return;
  const jobs =
    remaining === null
      ? `Whether jobs are unfinished cannot be read from ${dataDirectory}.`
      : `${String(remaining.unfinishedJobs)} jobs are unfinished; without the records nobody can finish them or take them back.`;
  throw new CliFailure(
    exitCodes.conflict,
    `${jobs} Nothing was removed.`,
    'Let them end (vmspec jobs shows them), or leave out --purge, or remove the records all the same with --force.',
  );
}

/** What a person finds on the machine afterwards. */
function whatStays(
  remaining: Remaining | null,
  { dataDirectory, programRoot }: Layout,
  purged: boolean,
): string[] {
  const vms =
    remaining === null
      ? 'VMs and disks stay as they are.'
      : `${String(remaining.vms)} VMs made by VMSpec stay as they are, with their disks${remaining.folder === null ? '' : ` (${remaining.folder})`}. Hyper-V Manager shows them.`;
  const data =
    existsSync(dataDirectory) && !purged
      ? [
          `Records, tokens and configuration stay in ${dataDirectory}. Install again to go on with them, or remove them with --purge.`,
        ]
      : [];
  const program = existsSync(programRoot)
    ? [
        `uninstall.ps1 removes what is left of the program in ${programRoot}; after vmspec.cmd, remove it by hand.`,
      ]
    : [];
  return [vms, 'Templates stay where they are.', ...data, ...program];
}
