import type { Job } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { exitCodeOfJob, type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, HostRefusal, HostUnreachable, Interrupted, Overdue } from './failure.ts';
import { createPainter, type Painter } from './painter.ts';
import { renderOutcome } from './render/job.ts';
import { duration } from '#shared/words/size.ts';
import type { Shell } from './shell.ts';
import { together } from './together.ts';

/** How to wait for a job. */
export interface FollowOptions {
  readonly json: boolean;
  /** Seconds until waiting ends with exit code 8; null: as long as it takes. */
  readonly timeoutS: number | null;
}

/** Milliseconds that a host may be away, for a restart or an update, before waiting for it ends. */
const PATIENCE_MS = 120_000;
/** Milliseconds between two pictures on a screen. */
const FRAME_MS = 250;
/** Seconds that the host holds an answer: short where every change is printed, long where only the end counts. */
const LINE_WAIT_S = 1;
const END_WAIT_S = 25;

function howToGoOn([jobId, ...others]: readonly string[]): string {
  if (jobId === undefined || others.length > 0) return 'See how they go: vmspec jobs';
  return `Watch it: vmspec jobs ${jobId} --watch   Stop it: vmspec cancel ${jobId}`;
}

/** `the job goes on`, or the same of several. */
function going(jobIds: readonly string[]): string {
  return jobIds.length === 1 ? 'the job goes on' : 'the jobs go on';
}

function ended(job: Job): boolean {
  return job.status === 'Success' || job.status === 'Failed';
}

function isPassing(failure: unknown): failure is CliFailure {
  if (failure instanceof HostUnreachable) return failure.passing;
  if (!(failure instanceof HostRefusal)) return false;
  return failure.body.http_status === 503 || failure.body.http_status === 429;
}

/** Asks for the job until the host answers; a host that restarts meanwhile is waited for. */
async function askPatiently(
  shell: Shell,
  client: Client,
  ask: { readonly jobId: string; readonly waitS: number; readonly untilMs: number; readonly goOn: string },
  painter: Painter,
): Promise<Job | null> {
  const { context } = shell;
  const lostAt = context.monotonic();
  const signal = context.interrupt();
  for (;;) {
    try {
      const query = ask.waitS === 0 ? {} : { wait: ask.waitS };
      const answer = await client.call('getJob', { params: { id: ask.jobId }, query, retries: 0 });
      painter.note(null);
      return answer.body;
    } catch (failure) {
      if (!isPassing(failure)) throw failure;
      const now = context.monotonic();
      if (now >= ask.untilMs) return null;
      if (now - lostAt >= PATIENCE_MS) {
        const hint = `${failure.hint ?? ''}\n${ask.goOn}`;
        throw new CliFailure(
          failure.exit,
          `${failure.message} Waited ${duration(PATIENCE_MS / 1000)} for it.`,
          hint,
        );
      }
      painter.note('host not reachable, retrying …');
      await context.sleep(1000, signal);
      if (signal.aborted) throw new Interrupted();
    }
  }
}

/** What is known of each job, in the order they were named. */
type Known = Map<string, Job | null>;

/** Shows the jobs as one, as soon as something is known of each. */
function show(known: Known, painter: Painter): void {
  const [first, ...others] = [...known.values()].filter((job) => job !== null);
  if (first !== undefined && others.length + 1 === known.size) painter.show(together([first, ...others]));
}

/** Asks for every job that has not ended; whether all have. The host holds only the first answer. */
async function lookOnce(
  shell: Shell,
  client: Client,
  known: Known,
  ask: { readonly waitS: number; readonly untilMs: number },
  painter: Painter,
): Promise<boolean> {
  const open = [...known].filter(([, job]) => job === null || !ended(job)).map(([id]) => id);
  const goOn = `${capital(going(open))} when the host is back. ${howToGoOn(open)}`;
  let { waitS } = ask;
  for (const jobId of open) {
    const job = await askPatiently(shell, client, { jobId, waitS, untilMs: ask.untilMs, goOn }, painter);
    if (job === null) return false;
    known.set(jobId, job);
    waitS = 0;
  }
  show(known, painter);
  return [...known.values()].every((job) => job !== null && ended(job));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Looks until all jobs have ended; false when the time is over before. */
async function watch(
  shell: Shell,
  client: Client,
  known: Known,
  options: FollowOptions,
  painter: Painter,
): Promise<boolean> {
  const { context } = shell;
  const untilMs = options.timeoutS === null ? Infinity : context.monotonic() + options.timeoutS * 1000;
  const wanted = options.json ? END_WAIT_S : shell.interactive ? 0 : LINE_WAIT_S;
  for (;;) {
    const left = Math.ceil((untilMs - context.monotonic()) / 1000);
    const waitS = Math.max(0, Math.min(wanted, left));
    if (await lookOnce(shell, client, known, { waitS, untilMs }, painter)) return true;
    if (context.monotonic() >= untilMs) return false;
    if (waitS === 0) await context.sleep(FRAME_MS, context.interrupt());
    if (context.interrupt().aborted) throw new Interrupted();
  }
}

function overdue(jobIds: readonly string[], options: FollowOptions): CliFailure {
  const what = jobIds.length === 1 ? 'The job has' : `${String(jobIds.length)} jobs have`;
  const after = duration(options.timeoutS ?? 0);
  const text = `${what} not ended after ${after}; ${jobIds.length === 1 ? 'it goes' : 'they go'} on.`;
  return new Overdue(`${text} ${howToGoOn(jobIds)}`);
}

function sayOutcome(shell: Shell, jobs: readonly [Job, ...Job[]]): void {
  const failed = jobs.filter((job) => job.status === 'Failed').map((job) => job.job_id);
  shell.say(renderOutcome(together(jobs), shell.style, failed));
}

/** The worst that the jobs answer the caller: the last one that did not succeed. */
function worstExit(jobs: readonly Job[]): ExitCode {
  return jobs.map(exitCodeOfJob).findLast((exit) => exit !== exitCodes.done) ?? exitCodes.done;
}

/** Jobs that have all ended, and what that answers the caller. */
export interface Followed {
  readonly jobs: readonly Job[];
  readonly exit: ExitCode;
}

/**
 * Waits for jobs of one kind to end, and shows how they go and how they ended as if they were one. With `json` nothing is
 * printed. Throws Overdue when the time is over before.
 */
export async function followJobs(
  shell: Shell,
  client: Client,
  jobIds: readonly string[],
  options: FollowOptions,
): Promise<Followed> {
  const known: Known = new Map(jobIds.map((id) => [id, null]));
  const painter = await createPainter(shell, options.json);
  const open = (): readonly string[] =>
    [...known].filter(([, job]) => job === null || !ended(job)).map(([id]) => id);
  try {
    const complete = await watch(shell, client, known, options, painter);
    painter.stop();
    if (!complete) throw overdue(open(), options);
    const jobs = [...known.values()].filter((job) => job !== null);
    const [first, ...others] = jobs;
    if (!options.json && first !== undefined) sayOutcome(shell, [first, ...others]);
    return { jobs, exit: worstExit(jobs) };
  } catch (failure) {
    painter.stop();
    if (!(failure instanceof Interrupted)) throw failure;
    throw new Interrupted(`Detached: ${going(jobIds)}.`, howToGoOn(jobIds));
  }
}

/** Waits for one job, shows it or prints it, and answers the exit code. */
export async function followJob(
  shell: Shell,
  client: Client,
  jobId: string,
  options: FollowOptions,
): Promise<ExitCode> {
  const { jobs, exit } = await followJobs(shell, client, [jobId], options);
  if (options.json) shell.json(jobs[0]);
  return exit;
}
