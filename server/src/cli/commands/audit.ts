import type { Command } from 'commander';
import type { Audit, AuditRepair } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';
import { askYes } from '../ask.ts';
import type { Client } from '../client/client.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure, Declined } from '../failure.ts';
import { withConnection, withJson } from '../options.ts';
import { isOff, renderAudit, renderRepair } from '../render/audit.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

interface Options extends HostOptions {
  readonly repair?: boolean;
  readonly remove?: boolean;
  readonly preview?: boolean;
  readonly yes?: boolean;
}

function run(options: Options, shell: Shell): Promise<ExitCode> {
  if (options.repair !== true && (options.remove === true || options.preview === true))
    throw new CliFailure(
      exitCodes.usage,
      '--remove and --preview go with --repair.',
      'vmspec audit --repair --preview',
    );
  return withClient(shell, options, async (client) => {
    const { body: audit } = await client.call('getAudit');
    if (options.json !== true) await sayPractice(shell, client, audit.simulated);
    if (options.repair === true) return repair(shell, client, audit, options);
    if (options.json === true) shell.json(audit);
    else shell.say(renderAudit(audit, shell.style));
    return audit.findings.some(isOff) ? exitCodes.jobFailed : exitCodes.done;
  });
}

async function repair(shell: Shell, client: Client, audit: Audit, options: Options): Promise<ExitCode> {
  const preview = options.preview === true;
  const removable = audit.findings.filter(({ remedy }) => remedy === 'on_request');
  const remove = options.remove === true ? removable : [];
  if (remove.length > 0 && !preview && options.yes !== true) await confirm(shell, remove);
  const findings = audit.findings
    .filter((finding) => finding.remedy === 'safe' || remove.includes(finding))
    .map(({ id }) => id);
  const { body } = await client.call('repairAudit', { body: { preview, findings } });
  if (options.json === true) shell.json(body);
  else shell.say(renderRepair(body, shell.style));
  return exitOf(body);
}

async function confirm(shell: Shell, remove: Audit['findings']): Promise<void> {
  if (!shell.canAsk)
    throw new CliFailure(
      exitCodes.usage,
      'Files are removed for good, and there is no terminal to ask at. Nothing was changed.',
      'Look with `vmspec audit --repair --remove --preview`; if you mean it, add --yes.',
    );
  for (const { message } of remove) shell.warn(`  ${message}`);
  const size = gb(remove.reduce((sum, { size_mb }) => sum + (size_mb ?? 0), 0));
  if (!(await askYes(shell, `Remove ${count(remove.length, 'file')} (${size}) for good?`)))
    throw new Declined('Nothing was changed.');
}

function exitOf({ actions }: AuditRepair): ExitCode {
  return actions.some(({ outcome }) => outcome === 'failed') ? exitCodes.jobFailed : exitCodes.done;
}

/** `vmspec audit` */
export function configure(command: Command, shell: Shell): void {
  command
    .option('--repair', 'mend what is safe to mend')
    .option('--remove', 'with --repair: also remove disk files that nothing uses any more')
    .option('--preview', 'with --repair: only say what would be done')
    .option('--yes', 'remove files without asking; needed where there is no terminal');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Compares what VMSpec recorded with the VMs and the files on the host: VMs that were changed or removed in Hyper-V
Manager, what failed jobs left, files that nobody uses, room that is held for nothing. Exit code 1 when something is off.

A repair gives back and clears up only what the host itself proves. Files go only with --remove, and only from folders
that VMSpec made.

Examples:
  vmspec audit
  vmspec audit --repair --preview
  vmspec audit --repair --remove`,
    )
    .action((options: Options) => shell.finish(run(options, shell)));
}
