import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderNetworks } from '../render/lists.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { configureNetworkSettings } from './networkSettings.ts';

function show(options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listNetworks');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client);
      shell.say(renderNetworks(body.networks, shell.style));
    }
    return exitCodes.done;
  });
}

/** `vmspec networks [add|remove]` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec networks
  vmspec networks --json
  vmspec networks add build-lan --switch External_Switch --vlan 20
  vmspec networks remove build-lan`,
    )
    .action((options: HostOptions) => shell.finish(show(options, shell)));
  configureNetworkSettings(command, shell);
}
