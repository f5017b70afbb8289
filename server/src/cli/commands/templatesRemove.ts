import type { Command } from 'commander';
import { baseName } from '#core/templates/templateNames.ts';
import { askYes } from '../ask.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure, Declined } from '../failure.ts';
import { withConnection, withJson } from '../options.ts';
import { printable } from '../render/printable.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { resolveTemplate } from '../templates/resolveTemplate.ts';

interface RemoveOptions extends HostOptions {
  readonly deleteFile?: boolean;
  readonly keepFile?: boolean;
  readonly force?: boolean;
}

function remove(wanted: string, options: RemoveOptions, shell: Shell): Promise<ExitCode> {
  if (options.deleteFile === true && options.keepFile === true) {
    throw new CliFailure(exitCodes.usage, '--delete-file and --keep-file exclude each other: give one.');
  }
  return withClient(shell, options, async (client) => {
    const { body: list } = await client.call('listTemplates');
    const { path } = resolveTemplate(list.templates, wanted);
    const file = options.deleteFile === true ? 'delete' : 'keep';
    if (options.json !== true) await sayPractice(shell, client);
    if (file === 'delete' && options.force !== true) await confirm(shell, path);
    const { body } = await client.call('removeTemplate', { query: { path, file } });
    if (options.json === true) shell.json(body);
    else shell.say(`${baseName(path)} is no longer a template. ${what[body.file]}`.trim());
    return exitCodes.done;
  });
}

const what = {
  kept: 'Its file stays, and is listed as long as it lies below a template root.',
  deleted: 'Its file is deleted.',
  none: '',
};

async function confirm(shell: Shell, path: string): Promise<void> {
  if (!shell.canAsk) {
    throw new CliFailure(
      exitCodes.usage,
      'The file is deleted for good, and there is no terminal to ask at. Nothing was deleted.',
      'If you mean it, add --force.',
    );
  }
  if (!(await askYes(shell, `Delete ${printable(path)} for good?`)))
    throw new Declined('Nothing was deleted.');
}

/** `vmspec templates remove PATH|NAME` */
export function configureRemove(command: Command, shell: Shell): void {
  const summary = 'Forget a template, or delete it.';
  command
    .summary(summary)
    .description(
      `${summary} One that disks of VMs depend on stays. One that is still being added is given up.`,
    )
    .option('--delete-file', 'delete its file too, after a question')
    .option('--keep-file', 'leave its file where it is (the default)')
    .option('--force', 'delete the file without asking; needed where there is no terminal');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec templates remove ubuntu-22.04
  vmspec templates remove ubuntu-22.04 --delete-file --force`,
    )
    .action((template: string, options: RemoveOptions) => shell.finish(remove(template, options, shell)));
}
