import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { wholeNumber, withConnection, withJson } from '../options.ts';
import { renderActivity } from '../render/activity.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

interface Options extends HostOptions {
  readonly limit?: number;
  readonly refused?: boolean;
}

function show(options: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { limit, refused } = options;
    const query = { ...(limit === undefined ? {} : { limit }), ...(refused === true ? { refused } : {}) };
    const { body } = await client.call('listActivity', { query });
    if (options.json === true) {
      shell.json(body);
      return exitCodes.done;
    }
    await sayPractice(shell, client);
    for (const record of body.records) shell.say(renderActivity(record, shell.style));
    if (body.records.length === 0) shell.say('Nothing is recorded.');
    if (body.lost > 0) shell.warn(`${String(body.lost)} records could not be written: see vmspec doctor.`);
    return exitCodes.done;
  });
}

/** `vmspec activity` */
export function configure(command: Command, shell: Shell): void {
  command
    .description(
      'Show who changed what on the host, and who was refused: by which token, from which address, and what came of it. For administrators. The host writes it to `logs/activity.log` in its data directory, one JSON object a line.',
    )
    .option('--limit <n>', 'how many, the newest (default: 100)', wholeNumber(1))
    .option('--refused', 'only what was refused');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
Examples:
  vmspec activity --limit 20
  vmspec activity --refused --json`,
    )
    .action((options: Options) => shell.finish(show(options, shell)));
}
