import assert from 'node:assert/strict';
import type { Job, SimulatedHostFile } from '#schemas/generated/types.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { fakeClock } from '../fakeClock.ts';
import { smallMachine } from '../host/smallMachine.ts';
import { seededRandom } from '../seededRandom.ts';
import { Killed } from './life.ts';
import { becomeReady } from './readyHost.ts';
import { askServices, type Request } from './requests.ts';
import { openSimHost, type Burial, type SimHost, type SimHostOptions } from './simHost.ts';

/** One kind of job, and what must have become of it however often its host was killed. */
export interface JobCase {
  readonly what: string;
  readonly machine?: SimulatedHostFile;
  /** Faults that strike whenever they can; `times` counts anew in each life. */
  readonly faults?: readonly FaultRule[];
  /** Faults of the time before the job. */
  readonly faultsBefore?: readonly FaultRule[];
  readonly limits?: SimHostOptions['limits'];
  readonly between?: SimHostOptions['between'];
  /** Makes what is there before. */
  readonly prepare?: readonly Request[];
  /** The job itself; told what the jobs before it came to. */
  readonly begin: (prepared: readonly Job[]) => Request;
  /** Asked for once a VM of the job is at that step. */
  readonly then?: { readonly step: string; readonly request: (jobId: string) => Request };
  /** Time that a guest takes to report an address and a reading to see it, in ms, where the job waits for that. */
  readonly guestMs?: number;
  readonly check: (host: SimHost, job: Job) => void;
}

/** What was there before the job: a data directory to copy, and what is known of it. */
export interface Prepared {
  readonly like: string;
  readonly from: number;
  readonly jobs: readonly Job[];
  close(): Promise<void>;
}

const TICK_MS = 250;
const MINUTE = 60_000;

type OpenOptions = Pick<SimHostOptions, 'faults' | 'outlives' | 'like'> & { readonly from?: number };

/** A host of a case, with its clock at that time. */
function openHost(
  { machine = smallMachine, limits, between }: JobCase,
  { from, ...options }: OpenOptions,
): SimHost {
  return openSimHost({
    ...{ clock: fakeClock(from), random: seededRandom(from ?? 1), machineRandom: seededRandom(2), machine },
    limits: { inventory_interval_ms: MINUTE, ...limits },
    ...(between === undefined ? {} : { between }),
    ...options,
  });
}

/** Brings about what a case begins with. */
export async function prepare(job: JobCase): Promise<Prepared> {
  const host = openHost(job, { faults: job.faultsBefore ?? [] });
  host.start();
  await becomeReady(host);
  const jobs: Job[] = [];
  for (const request of job.prepare ?? []) {
    const id = await submit(host, request);
    jobs.push(await ended(host, id));
  }
  await host.bury('calls_end');
  const { files, clock } = host;
  return { like: files.directory, from: clock.now() + MINUTE, jobs, close: () => host.close() };
}

/** How a host is killed in one run of a case. */
export interface Schedule {
  /** After how many moments of each life; the last life is not killed. */
  readonly kills: readonly number[];
  readonly burial: Burial;
}

export interface Ran {
  /** Moments of the last life until the job had ended. */
  readonly moments: number;
  /** Virtual time from the last start to the end of the job, in ms. */
  readonly recoveredMs: number;
  /** How often the faults of the case struck since the machine was opened last. */
  readonly struck: number;
}

/** Runs a case with these kills and checks what became of it. */
export async function runSchedule(job: JobCase, prepared: Prepared, schedule: Schedule): Promise<Ran> {
  const { from, like } = prepared;
  const outlives = schedule.burial === 'calls_go_on';
  const host = openHost(job, { from, like, outlives, faults: job.faults ?? [] });
  try {
    host.start();
    await becomeReady(host);
    const run = newRun(job, prepared);
    for (const kill of schedule.kills) {
      // The first life is counted from the request on, later ones from their start.
      host.life().endAfter(kill);
      await live(host, run);
      if (!host.life().over()) break;
      await host.bury(schedule.burial);
      host.start();
    }
    const [started, before] = [host.clock.monotonic(), host.life().moments()];
    const ending = await live(host, run);
    assert.ok(ending !== null, 'the job ends');
    const ran = {
      moments: host.life().moments() - before,
      recoveredMs: host.clock.monotonic() - started,
      struck: host.machine().faults.struck(),
    };
    await host.clock.advance(5 * MINUTE);
    assert.deepEqual(host.mistakes(), []);
    job.check(host, ending);
    return ran;
  } finally {
    await host.close();
  }
}

/** What is still to be asked for in a run, over all its lives. */
interface Run {
  readonly begin: Request;
  readonly then: JobCase['then'];
  jobId: string | null;
  thenAsked: boolean;
}

function newRun({ begin, then }: JobCase, { jobs }: Prepared): Run {
  return { begin: begin(jobs), then, jobId: null, thenAsked: then === undefined };
}

/** Longest that a job may take in all its lives, in ticks. */
const LONGEST = (60 * MINUTE) / TICK_MS;

/** Lives until the host is killed (null) or the job has ended. */
async function live(host: SimHost, run: Run): Promise<Job | null> {
  for (let tick = 0; tick < LONGEST; tick += 1) {
    if (host.life().over()) return null;
    const job = look(host, run);
    if (job !== null) return job;
    await host.clock.advance(TICK_MS);
  }
  throw new Error('the job never ends');
}

function look(host: SimHost, run: Run): Job | null {
  const engine = host.engine();
  if (engine === null) return null;
  run.jobId ??= tryTo(host, run.begin);
  const job = run.jobId === null ? null : host.store().jobs.full(run.jobId);
  if (job === null || host.life().over()) return null;
  const { then } = run;
  if (!run.thenAsked && then !== undefined && job.vms.some(({ step }) => step === then.step))
    run.thenAsked = tryTo(host, then.request(job.job_id)) !== null;
  return job.status === 'Success' || job.status === 'Failed' ? host.store().jobs.full(job.job_id) : null;
}

/** Null: the host was killed meanwhile; it is asked again with the same key. */
function tryTo(host: SimHost, request: Request): string | null {
  const engine = host.engine();
  if (engine === null) return null;
  try {
    const outcome = askServices(engine.context, request);
    if (outcome.ok) return outcome.value.answer.provisioning_job_response.job_id;
    // What was to be cancelled may have ended between two lives.
    if (request.ask === 'cancel' && outcome.refusal.code === 'job_state') return request.job_id;
    throw new Error(`${request.ask}: ${outcome.refusal.message}`);
  } catch (error) {
    if (error instanceof Killed) return null;
    throw error;
  }
}

async function submit(host: SimHost, request: Request): Promise<string> {
  const id = tryTo(host, request);
  if (id === null) throw new Error('the host does not run');
  return Promise.resolve(id);
}

async function ended(host: SimHost, jobId: string): Promise<Job> {
  const run: Run = {
    begin: { ask: 'retry', key: null, job_id: jobId },
    then: undefined,
    jobId,
    thenAsked: true,
  };
  const job = await live(host, run);
  if (job === null) throw new Error('the host was killed');
  return job;
}
