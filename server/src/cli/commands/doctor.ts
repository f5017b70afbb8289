import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderDoctor } from '../render/doctor.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

function check(options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('getDoctor');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client, body.simulated);
      shell.say(renderDoctor(body, shell.style));
    }
    return body.verdict === 'red' ? exitCodes.jobFailed : exitCodes.done;
  });
}

/** `vmspec doctor` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Says of each thing that VMs need whether it is there, and how to fix what is not. Exit code 1 when something must be
fixed before VMs can be made.

Examples:
  vmspec doctor
  vmspec doctor --host lab --json`,
    )
    .action((options: HostOptions) => shell.finish(check(options, shell)));
}
