import type { Job } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { exitCodeOfJob, type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, HostRefusal, HostUnreachable, Interrupted } from './failure.ts';
import { createPainter, type Painter } from './painter.ts';
import { renderOutcome } from './render/job.ts';
import { duration } from './render/size.ts';
import type { Shell } from './shell.ts';

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

function howToGoOn(jobId: string): string {
  return `Watch it: vmspec jobs ${jobId} --watch   Stop it: vmspec cancel ${jobId}`;
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
  ask: { readonly jobId: string; readonly waitS: number; readonly untilMs: number },
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
        const hint = `${failure.hint ?? ''}\nThe job goes on when the host is back. ${howToGoOn(ask.jobId)}`;
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

async function watch(
  shell: Shell,
  client: Client,
  jobId: string,
  options: FollowOptions,
  painter: Painter,
): Promise<Job | null> {
  const { context } = shell;
  const untilMs = options.timeoutS === null ? Infinity : context.monotonic() + options.timeoutS * 1000;
  const wanted = options.json ? END_WAIT_S : shell.interactive ? 0 : LINE_WAIT_S;
  for (;;) {
    const left = Math.ceil((untilMs - context.monotonic()) / 1000);
    const waitS = Math.max(0, Math.min(wanted, left));
    const job = await askPatiently(shell, client, { jobId, waitS, untilMs }, painter);
    if (job === null) return null;
    painter.show(job);
    if (ended(job)) return job;
    if (context.monotonic() >= untilMs) return null;
    if (waitS === 0) await context.sleep(FRAME_MS, context.interrupt());
    if (context.interrupt().aborted) throw new Interrupted();
  }
}

function sayTimeout(shell: Shell, jobId: string, options: FollowOptions): ExitCode {
  const text = `The job has not ended after ${duration(options.timeoutS ?? 0)}; it goes on. ${howToGoOn(jobId)}`;
  shell.warn(text);
  return exitCodes.timeout;
}

/** Waits for a job to end, shows how it goes and how it ended, and answers the exit code. */
export async function followJob(
  shell: Shell,
  client: Client,
  jobId: string,
  options: FollowOptions,
): Promise<ExitCode> {
  const painter = await createPainter(shell, options.json);
  try {
    const job = await watch(shell, client, jobId, options, painter);
    painter.stop();
    if (job === null) return sayTimeout(shell, jobId, options);
    if (options.json) shell.json(job);
    else shell.say(renderOutcome(job, shell.style));
    return exitCodeOfJob(job);
  } catch (failure) {
    painter.stop();
    if (!(failure instanceof Interrupted)) throw failure;
    throw new Interrupted('Detached: the job goes on.', howToGoOn(jobId));
  }
}
