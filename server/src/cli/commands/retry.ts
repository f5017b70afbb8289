import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { withConnection, withJson, withWait } from '../options.ts';
import { resolveJob } from '../resolveJob.ts';
import { type HostOptions, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { afterSubmission, type WaitOptions } from '../submitted.ts';

type Options = HostOptions & WaitOptions;

function retry(id: string, options: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const answer = await client.call('retryJob', { params: { id: await resolveJob(client, id) } });
    return afterSubmission(shell, client, answer, options);
  });
}

/** `vmspec retry ID` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(withWait(command)))
    .addHelpText(
      'after',
      `
The job keeps its id; only what failed is done again, and it must fit again.

Example:
  vmspec retry 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --wait`,
    )
    .action((id: string, options: Options) => shell.finish(retry(id, options, shell)));
}
