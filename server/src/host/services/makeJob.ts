import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { StorageFull } from '../store/database.ts';
import type { Emit } from '../store/store.ts';
import type { JobRequest, ServiceContext } from './context.ts';

/** The answer to a request that makes a job, and whether it is one that was given before. */
export interface Accepted {
  readonly answer: ProvisionAccepted;
  readonly replayed: boolean;
}

/** Seconds after which a host that has no room for records or jobs may have. */
const RETRY_AFTER_S = 5;
/** Seconds after which a host that was told to stop may be back: what an upgrade takes. */
const STOPPING_RETRY_S = 10;

/**
 * Thrown to have the transaction rolled back because the request is refused. One for all, since a refusal is no mistake
 * and where it was thrown tells nothing.
 */
const refused = new Error('refused');

/**
 * Makes a job in one transaction: the key's memory, whatever `work` writes, and the answer are on disk together, or
 * nothing is. Only then is the job worked on and the answer given. `work` answers the job's id.
 */
export function makeJob(
  context: ServiceContext,
  request: JobRequest,
  work: (emit: Emit, at: string) => Outcome<string>,
): Outcome<Accepted> {
  const { store, clock } = context;
  const at = new Date(clock.now()).toISOString();
  const verdict: { refusal: Refusal | null } = { refusal: null };
  try {
    const accepted = store.transact((emit) => {
      const outcome =
        replay(context, request) ??
        refuseNewWork(context, request) ??
        accept(context, request, at, work(emit, at));
      if (outcome.ok) return outcome.value;
      verdict.refusal = outcome.refusal;
      throw refused;
    });
    if (!accepted.replayed) context.runner.enqueueJob(accepted.answer.provisioning_job_response.job_id);
    return done(accepted);
  } catch (error) {
    if (error === refused && verdict.refusal !== null) return { ok: false, refusal: verdict.refusal };
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
}

function replay(
  { store }: ServiceContext,
  { caller, key, fingerprint }: JobRequest,
): Outcome<Accepted> | null {
  if (key === null) return null;
  const remembered = store.idempotency.find(caller.name, key);
  if (remembered === null) return null;
  if (remembered.fingerprint === fingerprint) return done({ answer: remembered.answer, replayed: true });
  return refuse('idempotency_key_reused', `The idempotency key "${key}" was used for a different request.`);
}

/** The refusal of a host whose own records find no space. */
export function storageFull(): ReturnType<typeof refuse> {
  return refuse('storage_full', undefined, { retry_after_s: RETRY_AFTER_S });
}

/** The refusal of a host that was told to stop. */
export function stopping(): ReturnType<typeof refuse> {
  return refuse('stopping', undefined, { retry_after_s: STOPPING_RETRY_S });
}

/** Undoing work is no new work: a host that waits for its jobs is helped by it. */
function refuseNewWork({ shutdown }: ServiceContext, { undoes }: JobRequest): Outcome<Accepted> | null {
  return shutdown.asked && undoes !== true ? stopping() : null;
}

function accept(
  context: ServiceContext,
  request: JobRequest,
  at: string,
  outcome: Outcome<string>,
): Outcome<Accepted> {
  if (!outcome.ok) return outcome;
  if (hasTooManyJobs(context)) {
    return refuse('too_many_jobs', undefined, { retry_after_s: RETRY_AFTER_S });
  }
  const answer: ProvisionAccepted = {
    provisioning_job_response: { job_id: outcome.value, status: 'Submitted', timestamp: at },
  };
  if (request.key !== null)
    context.store.idempotency.remember(request.caller.name, request.key, request.fingerprint, answer);
  return done({ answer, replayed: false });
}

/** Counts only when it may be so: every unfinished job but the newest has a VM that waits or is worked on. */
function hasTooManyJobs({ store, runner, maxUnfinishedJobs }: ServiceContext): boolean {
  const { waiting, active } = runner.load();
  return waiting + active + 1 > maxUnfinishedJobs && store.jobs.countUnfinished() > maxUnfinishedJobs;
}
