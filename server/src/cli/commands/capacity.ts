import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderCapacity } from '../render/capacity.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

function show(options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('getCapacity');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client, body.simulated);
      shell.say(renderCapacity(body, shell.style));
    }
    return exitCodes.done;
  });
}

/** `vmspec capacity` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec capacity
  vmspec capacity --json`,
    )
    .action((options: HostOptions) => shell.finish(show(options, shell)));
}
