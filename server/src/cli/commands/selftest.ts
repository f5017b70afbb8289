import { win32 } from 'node:path';
import type { Command } from 'commander';
import type {
  Selftest,
  SelftestCheck,
  SelftestMode,
  SelftestPlan,
  SelftestSummary,
} from '../../host/hyperv/selftest.ts';
import { askYes } from '../ask.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure, Declined, Interrupted } from '../failure.ts';
import { withJson } from '../options.ts';
import { renderCheck, renderSelftestPlan } from '../render/selftest.ts';
import type { Shell } from '../shell.ts';

const LEFT = 'Should something be left of what it made, the next `vmspec selftest --create` removes it.';

interface Options {
  readonly create?: boolean;
  readonly folder?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

async function selftest(options: Options, shell: Shell): Promise<ExitCode> {
  const { create = false, yes = false, json = false } = options;
  const folder = options.folder === undefined ? null : win32.normalize(options.folder);
  if (folder !== null && !/^[A-Za-z]:\\/.test(folder)) {
    throw new CliFailure(exitCodes.usage, `"${folder}" is no folder of this computer.`, 'Example: D:\\VMs');
  }
  const { findSelftest } = await import('../../host/hyperv/selftest.ts');
  const search = findSelftest(shell.context.env, shell.context.platform, folder);
  if (!search.ok) throw new CliFailure(exitCodes.configuration, search.reason);
  if (create) await agree(search.selftest, yes, shell);
  const checks: SelftestCheck[] = [];
  const summary = await run(search.selftest, create ? 'create' : 'look', shell, (check) => {
    checks.push(check);
    if (!json) shell.say(renderCheck(check, shell.style));
  });
  const { passed, failed } = summary;
  if (json) shell.json({ passed, failed, checks });
  else shell.say(`${String(passed)} passed, ${String(failed)} failed`);
  return failed > 0 ? exitCodes.jobFailed : exitCodes.done;
}

/** Says what will be made and removed, and lets a person at a terminal think better of it. */
async function agree(test: Selftest, yes: boolean, shell: Shell): Promise<void> {
  const plan = await planOf(test, shell);
  shell.warn(renderSelftestPlan(plan));
  if (yes) return;
  if (!shell.canAsk) {
    throw new CliFailure(
      exitCodes.usage,
      'There is no terminal to ask at. Nothing was made.',
      'If you mean it, add --yes.',
    );
  }
  if (!(await askYes(shell, 'Make and remove them?'))) throw new Declined('Nothing was made.');
}

async function planOf(test: Selftest, shell: Shell): Promise<SelftestPlan> {
  const found: { plan: SelftestPlan | null } = { plan: null };
  await run(
    test,
    'describe',
    shell,
    () => undefined,
    (plan) => (found.plan = plan),
  );
  if (found.plan === null)
    throw new CliFailure(exitCodes.internal, 'The self-test does not say what it would make.');
  return found.plan;
}

/** Runs the self-test to its end. Throws CliFailure where it does not come to one. */
async function run(
  test: Selftest,
  mode: SelftestMode,
  shell: Shell,
  onCheck: (check: SelftestCheck) => void,
  onPlan: (plan: SelftestPlan) => void = () => undefined,
): Promise<SelftestSummary> {
  const seen: { summary: SelftestSummary | null; records: number } = { summary: null, records: 0 };
  const signal = shell.context.interrupt();
  const { code, noise } = await test.run(
    mode,
    (record) => {
      seen.records += 1;
      if ('summary' in record) seen.summary = record.summary;
      else if ('plan' in record) onPlan(record.plan);
      else onCheck(record);
    },
    signal,
  );
  const { summary } = seen;
  // In a console of Windows, Ctrl-C ends PowerShell itself, which cleans up and says no more.
  if (summary === null && signal.aborted) throw new Interrupted('Interrupted.', LEFT);
  if (summary === null) throw seen.records === 0 ? cannotRun(noise) : endedEarly(code, noise);
  if (!summary.hyperv) {
    const { NO_HYPERV } = await import('../../host/hyperv/lacksHyperV.ts');
    throw new CliFailure(exitCodes.configuration, NO_HYPERV);
  }
  if (summary.stopped || signal.aborted)
    throw new Interrupted('Interrupted. What the self-test had made is removed again.');
  return summary;
}

function cannotRun(noise: string): CliFailure {
  return new CliFailure(
    exitCodes.configuration,
    'PowerShell cannot run the self-test.',
    `${noise}\nIf an execution policy keeps it from running: in an elevated PowerShell, Set-ExecutionPolicy -Scope LocalMachine RemoteSigned`.trim(),
  );
}

function endedEarly(code: number | null, noise: string): CliFailure {
  return new CliFailure(
    exitCodes.internal,
    `PowerShell ended in the middle of the self-test (${code === null ? 'killed' : `code ${String(code)}`}).`,
    `${noise}\n${LEFT}`.trim(),
  );
}

/** `vmspec selftest` */
export function configure(command: Command, shell: Shell): void {
  command
    .option(
      '--create',
      'make, check and remove one tiny VM of every supported shape; else nothing is changed',
    )
    .option('--folder <folder>', 'where they lie (default: where the host keeps its disks)')
    .option('--yes', 'make them without asking; needed where there is no terminal');
  withJson(command)
    .addHelpText(
      'after',
      `
Looks at the Hyper-V of this computer, without a VMSpec host. What --create makes is removed again, also after Ctrl-C and
when something fails halfway. Exit codes: 0 all facts hold, 1 something differs, 78 no Hyper-V or no PowerShell here.

Examples:
  vmspec selftest
  vmspec selftest --create --folder D:\\VMs`,
    )
    .action((options: Options) => shell.finish(selftest(options, shell)));
}
