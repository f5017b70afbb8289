import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import type { CallAnswer, Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { followJob } from './follow.ts';
import { sayPractice } from './session.ts';
import type { Shell } from './shell.ts';

/** Options of the commands that make one job. */
export interface WaitOptions {
  readonly wait?: boolean;
  readonly timeout?: number;
  readonly json?: boolean;
}

/** Goes on with a job that the host has accepted: waits for it, or says how to watch it. */
export async function afterSubmission(
  shell: Shell,
  client: Client,
  answer: { readonly body: ProvisionAccepted } & Pick<CallAnswer<'provisionVms'>, 'replayed'>,
  options: WaitOptions,
): Promise<ExitCode> {
  const { job_id: jobId } = answer.body.provisioning_job_response;
  const json = options.json === true;
  // A time-out makes sense only for someone who waits.
  const wait = options.wait === true || options.timeout !== undefined;
  if (!json) {
    await sayPractice(shell, client);
    shell.say(`Job ${jobId} accepted${answer.replayed ? ' before, by a request with the same key' : ''}.`);
  }
  if (wait) return followJob(shell, client, jobId, { json, timeoutS: options.timeout ?? null });
  if (json) shell.json(answer.body);
  else shell.say(`Watch it: vmspec jobs ${jobId} --watch   Stop it: vmspec cancel ${jobId}`);
  return exitCodes.done;
}
