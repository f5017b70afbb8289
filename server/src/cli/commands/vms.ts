import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderVms } from '../render/vms.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

interface Options extends HostOptions {
  readonly wide?: boolean;
}

function show(options: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listVms');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client, body.vms[0]?.simulated ?? null);
      shell.say(renderVms(body.vms, shell.style, options.wide === true));
    }
    return exitCodes.done;
  });
}

/** `vmspec vms` */
export function configure(command: Command, shell: Shell): void {
  command.option('--wide', 'with ids and every address');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec vms
  vmspec vms --wide
  vmspec vms --json`,
    )
    .action((options: Options) => shell.finish(show(options, shell)));
}
