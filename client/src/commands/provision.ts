import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Host, Plan } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { Parts } from '../parts.ts';
import { confirmation } from '../provision/confirmation.ts';
import { followJob } from '../provision/followJob.ts';
import { percentDone, progressLine, jobTitle } from '../provision/jobWords.ts';
import { submit } from '../provision/submit.ts';
import { CommandFailure } from './commandFailure.ts';
import { openHost } from './openHost.ts';
import { specOf } from './specOf.ts';

/** Creates the VMs of a spec on the host, after a person has seen which ones, where and how big. */
export async function run(parts: Pick<Parts, 'hostLink' | 'output'>, argument: unknown): Promise<void> {
  const spec = await specOf(argument);
  const { connection, host } = await openHost(parts);
  const plan = await connection.call('vms/plan', {}, spec.text);
  refuseMisfit(plan, host);
  if (!(await isWanted(plan, host))) return;
  const jobId = await submit(connection, spec.text);
  parts.output.info(`job ${jobId}: submitted to ${host.name}`);
  await watch(connection, host, jobId, parts);
}

/** Throws CommandFailure when the host would refuse the spec as things stand. */
function refuseMisfit({ fits, problems }: Plan, host: Host): void {
  if (fits) return;
  const [first] = problems;
  const message = first?.message ?? l10n.t('it does not fit');
  throw new CommandFailure(
    problems.length > 1
      ? l10n.t('{0} would refuse it: {1} (and {2} more)', host.name, message, problems.length - 1)
      : l10n.t('{0} would refuse it: {1}', host.name, message),
    '',
    'problems',
  );
}

async function isWanted(plan: Plan, host: Host): Promise<boolean> {
  const { question, detail, button } = confirmation(plan, host);
  return (await window.showInformationMessage(question, { modal: true, detail }, button)) === button;
}

/** Shows how a job goes, and lets it be cancelled. How it went is told as of every job. */
async function watch(
  connection: HostConnection,
  host: Host,
  jobId: string,
  parts: Pick<Parts, 'hostLink' | 'output'>,
): Promise<void> {
  const shown = { percent: 0 };
  const first = await connection.call('jobs/get', { job_id: jobId });
  const title = jobTitle(first, host.name);
  const job = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => void cancel(connection, jobId, parts));
      return followJob(connection, jobId, (now) => {
        const percent = percentDone(now);
        progress.report({ message: progressLine(now), increment: percent - shown.percent });
        shown.percent = percent;
      });
    },
  );
  parts.output.info(`job ${jobId}: ${job.status}${job.reason === null ? '' : ` (${job.reason})`}`);
}

/** Asks for a cancel. The job may have ended meanwhile, which is then what the person reads. */
async function cancel(
  connection: HostConnection,
  jobId: string,
  { output }: Pick<Parts, 'output'>,
): Promise<void> {
  try {
    await connection.call('jobs/cancel', { job_id: jobId });
  } catch (error) {
    output.warn(`job ${jobId}: cannot be cancelled.`, String(error));
  }
}
