import { ProgressLocation, window, workspace } from 'vscode';
import type { Host, Job, Plan } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import type { Parts } from '../parts.ts';
import { confirmation } from '../provision/confirmation.ts';
import { followJob } from '../provision/followJob.ts';
import { outcomeOf, percentDone, progressLine, jobTitle } from '../provision/jobWords.ts';
import { submit } from '../provision/submit.ts';
import { isTold, readNotifications, SECTION } from '../settings/settings.ts';
import { setContext } from '../setContext.ts';
import { CommandFailure } from './commandFailure.ts';
import { openHost } from './openHost.ts';
import { specOf } from './specOf.ts';

/** How long the end of a job is told where no notification is wanted. */
const SHORTLY_MS = 10_000;

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
  const more = problems.length > 1 ? ` (and ${String(problems.length - 1)} more)` : '';
  throw new CommandFailure(
    `${host.name} would refuse it: ${first?.message ?? 'it does not fit'}${more}`,
    '',
    'problems',
  );
}

async function isWanted(plan: Plan, host: Host): Promise<boolean> {
  const { question, detail, button } = confirmation(plan, host);
  return (await window.showInformationMessage(question, { modal: true, detail }, button)) === button;
}

/** Shows how a job goes, lets it be cancelled, and says at the end how it went. */
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
  // Not waited for: the command is done, whether or not the person answers.
  void sayOutcome(connection, host, job, parts);
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

async function sayOutcome(
  connection: HostConnection,
  host: Host,
  job: Job,
  parts: Pick<Parts, 'hostLink' | 'output'>,
): Promise<void> {
  const { severity, text, retry } = outcomeOf(job, host.name);
  const tell = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[severity];
  if (job.counts.created > 0) setContext('createdVm', true);
  const kind = readNotifications(workspace.getConfiguration(SECTION));
  if (!isTold(kind, severity === 'information' ? 'well' : 'badly', window.state.focused)) {
    window.setStatusBarMessage(text, SHORTLY_MS);
    return;
  }
  const again = 'Try Again';
  if ((await tell(text, ...(retry ? [again] : []))) !== again) return;
  try {
    await connection.call('jobs/retry', { job_id: job.job_id });
    await watch(connection, host, job.job_id, parts);
  } catch (error) {
    const { showFailure } = await import('./showFailure.ts');
    await showFailure(error, parts.output, `job ${job.job_id}: another try`);
  }
}
