import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { Emit } from '../store/store.ts';
import type { JobRequest, ServiceContext } from './context.ts';
import { RETRY_AFTER_S, transactOutcome } from './transactOutcome.ts';

/** The answer to a request that makes a job, and whether it is one that was given before. */
export interface Accepted {
  readonly answer: ProvisionAccepted;
  readonly replayed: boolean;
}

/** Seconds after which a host that was told to stop may be back: what an upgrade takes. */
const STOPPING_RETRY_S = 10;

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
  const accepted = transactOutcome(
    store,
    (emit) =>
      replay(context, request) ??
      refuseNewWork(context, request) ??
      accept(context, request, at, work(emit, at)),
  );
  if (accepted.ok && !accepted.value.replayed)
    context.runner.enqueueJob(accepted.value.answer.provisioning_job_response.job_id);
  return accepted;
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
