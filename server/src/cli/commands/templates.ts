import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderTemplates } from '../render/templates.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { configureAdd } from './templatesAdd.ts';
import { configureRemove } from './templatesRemove.ts';

function show(options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listTemplates');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client);
      shell.say(renderTemplates(body, shell.style));
    }
    return exitCodes.done;
  });
}

/** `vmspec templates [list|add|remove]` */
export function configure(command: Command, shell: Shell): void {
  const summary = 'List the disks that VMs can be made from (the default).';
  const listing = command.command('list', { isDefault: true }).summary(summary).description(summary);
  withConnection(withJson(listing)).action((options: HostOptions) => shell.finish(show(options, shell)));
  configureAdd(command.command('add <path>'), shell);
  configureRemove(command.command('remove <template>'), shell);
  command.addHelpText(
    'after',
    `
Examples:
  vmspec templates
  vmspec templates add "D:\\Images\\ubuntu-24.04.vhdx" --os linux --generation 2 --wait
  vmspec templates remove ubuntu-22.04 --delete-file

How to make one of a cloud image or of an installed Windows: docs/templates.md`,
  );
}
