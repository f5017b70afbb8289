import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Job, JobStatus } from '#schemas/generated/types.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import type { Client } from '../client/client.ts';
import { type ExitCode, exitCodeOfJob, exitCodes } from '../exitCodes.ts';
import { HostRefusal } from '../failure.ts';
import { followJob } from '../follow.ts';
import { wholeNumber, withConnection, withJson } from '../options.ts';
import { renderJob, renderJobs } from '../render/job.ts';
import { resolveJob } from '../resolveJob.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

interface Options extends HostOptions {
  readonly watch?: boolean;
  readonly wide?: boolean;
  readonly status?: JobStatus;
  readonly limit?: number;
}

const statuses: readonly JobStatus[] = ['Submitted', 'Provisioning', 'Success', 'Failed'];

/** A state as people type it. */
function jobStatus(text: string): JobStatus {
  const status = statuses.find((one) => one.toLowerCase() === text.toLowerCase());
  if (status === undefined) throw new InvalidArgumentError(`Allowed choices are ${statuses.join(', ')}.`);
  return status;
}

async function unfinishedJob(client: Client): Promise<string | null> {
  for (const status of ['Provisioning', 'Submitted'] as const) {
    const { body } = await client.call('listJobs', { query: { status, limit: 1 } });
    const [job] = body.jobs;
    if (job !== undefined) return job.job_id;
  }
  return null;
}

async function watchJob(
  shell: Shell,
  client: Client,
  id: string | undefined,
  json: boolean,
): Promise<ExitCode> {
  if (!json) await sayPractice(shell, client);
  const jobId = id === undefined ? await unfinishedJob(client) : await resolveJob(client, id);
  if (jobId !== null) return followJob(shell, client, jobId, { json, timeoutS: null });
  if (json) shell.json(null);
  else shell.say('No job is under way.');
  return exitCodes.done;
}

async function showJob(shell: Shell, client: Client, id: string, json: boolean): Promise<ExitCode> {
  const { body } = await client.call('getJob', { params: { id: await resolveJob(client, id) } });
  if (json) shell.json(body);
  else {
    await sayPractice(shell, client, body.simulated);
    const addresses = await addressesOf(client, body);
    shell.say(renderJob(body, shell.style, (vmId) => addresses.get(vmId) ?? null));
  }
  return body.finished_at === null ? exitCodes.done : exitCodeOfJob(body);
}

/** Where the guests of a job are reached now, by the id of their VM; nothing where the host cannot tell at the moment. */
async function addressesOf(client: Client, { vms }: Job): Promise<ReadonlyMap<string, string>> {
  if (!vms.some(({ guest }) => guest === 'ready')) return new Map();
  try {
    const { body } = await client.call('listVms');
    return new Map(
      body.vms.flatMap((vm) => {
        const address = addressOf(vm);
        return address === null ? [] : [[vm.vm_id, address]];
      }),
    );
  } catch (failure) {
    if (failure instanceof HostRefusal) return new Map();
    throw failure;
  }
}

async function listJobs(shell: Shell, client: Client, options: Options): Promise<ExitCode> {
  const { status, limit } = options;
  const query = { ...(status === undefined ? {} : { status }), ...(limit === undefined ? {} : { limit }) };
  const { body } = await client.call('listJobs', { query });
  if (options.json === true) shell.json(body);
  else {
    await sayPractice(shell, client, body.jobs[0]?.simulated ?? null);
    shell.say(renderJobs(body.jobs, shell.style, options.wide === true));
    if (body.next !== null) shell.say(shell.style('dim', '… there are older ones: --limit N shows more'));
  }
  return exitCodes.done;
}

/** `vmspec jobs [ID]` */
export function configure(command: Command, shell: Shell): void {
  command
    .option('--watch', 'show progress until the job has ended; without an id, of the job under way')
    .addOption(
      new Option('--status <status>', 'only jobs in this state').choices(statuses).argParser(jobStatus),
    )
    .option('--limit <n>', 'how many', wholeNumber(1))
    .option('--wide', 'with whole ids');
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
An id may be shortened to its beginning, four letters or more. With an id the exit code is that of the job: 0 done or under way, 1 failed or
partial, or a guest that was to be waited for gave no answer, 7 cancelled.

Examples:
  vmspec jobs
  vmspec jobs --status Failed --limit 5
  vmspec jobs 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --watch`,
    )
    .action((id: string | undefined, options: Options) =>
      shell.finish(
        withClient(shell, options, (client) => {
          const json = options.json === true;
          if (options.watch === true) return watchJob(shell, client, id, json);
          return id === undefined ? listJobs(shell, client, options) : showJob(shell, client, id, json);
        }),
      ),
    );
}
