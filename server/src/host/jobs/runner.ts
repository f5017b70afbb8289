import type { JobKind } from '#schemas/generated/types.ts';
import { hasEnded } from '#core/jobState.ts';
import { jobError } from '../hyperv/failures.ts';
import { StorageFull } from '../store/database.ts';
import { PARKED, type JobContext, type Task } from './context.ts';
import { deleteVm } from './deleteVm.ts';
import { powerVm } from './powerVm.ts';
import { provisionVm } from './provisionVm.ts';
import { undoSiblings } from './rollBackVm.ts';
import { applyVmEvent, concludeJob } from './vmWork.ts';

/** Works through the VMs of jobs, a bounded number at a time, oldest job first. */
export interface Runner {
  /** Has every unfinished VM of a job worked on. */
  enqueueJob(jobId: string): void;
  enqueue(task: Task): void;
  /** Puts the waiting VMs of a job first: they only need to be told that it is cancelled. */
  hurry(jobId: string): void;
  /** Takes up what an earlier run of the host left. */
  resume(): void;
  /** How many VMs wait, for their turn or for their guest, and how many are worked on. */
  load(): { readonly waiting: number; readonly active: number };
  /** Whether a VM of the job waits or is worked on. */
  has(jobId: string): boolean;
  /** Resolves when nothing is worked on any more; call it after `stopping` was aborted. */
  drained(): Promise<void>;
}

/** Each resolves when its VM has come to its end, or with PARKED. */
const workers: { readonly [K in JobKind]: (context: JobContext, task: Task) => Promise<unknown> } = {
  provision: provisionVm,
  start: powerVm,
  stop: powerVm,
  restart: powerVm,
  delete: deleteVm,
};

export function createRunner(context: JobContext, concurrency: number): Runner {
  const { store } = context;
  const waiting: Task[] = [];
  // A VM that stands in line already is not put there twice.
  const inLine = new Set<string>();
  const active = new Map<string, Promise<void>>();
  const parked = new Set<string>();
  const pump = (): void => {
    while (active.size < concurrency && !context.stopping.aborted) {
      const index = waiting.findIndex((task) => !active.has(keyOf(task)));
      const [task] = index < 0 ? [] : waiting.splice(index, 1);
      if (task === undefined) return;
      const key = keyOf(task);
      inLine.delete(key);
      active.set(
        key,
        work(context, task)
          .then((ended) => {
            if (ended === PARKED && !inLine.has(key)) parked.add(key);
          })
          .finally(() => {
            active.delete(key);
            pump();
          }),
      );
    }
  };
  const putInLine = (task: Task): void => {
    if (inLine.has(keyOf(task))) return;
    parked.delete(keyOf(task));
    inLine.add(keyOf(task));
    waiting.push(task);
  };
  const enqueueJob = (jobId: string): void => {
    for (const { n, vm } of store.jobs.vms(jobId)) if (!hasEnded(vm.status)) putInLine({ job_id: jobId, n });
    pump();
  };
  return {
    enqueueJob,
    enqueue: (task) => {
      putInLine(task);
      // The caller may be inside a transaction: work begins after it.
      queueMicrotask(pump);
    },
    hurry: (jobId) => {
      const mine = waiting.filter((task) => task.job_id === jobId);
      const others = waiting.filter((task) => task.job_id !== jobId);
      waiting.splice(0, waiting.length, ...mine, ...others);
    },
    resume: () => {
      for (const jobId of store.jobs.unfinished()) enqueueJob(jobId);
    },
    load: () => ({ waiting: waiting.length + parked.size, active: active.size }),
    has: (jobId) => [...inLine, ...active.keys(), ...parked].some((key) => key.startsWith(`${jobId}/`)),
    drained: async () => {
      await Promise.all(active.values());
    },
  };
}

function keyOf({ job_id, n }: Task): string {
  return `${job_id}/${n}`;
}

/** Wait before work is taken up again that stopped because its records found no space, in ms. */
const STORAGE_RETRY_MS = 5_000;

/**
 * Works on a VM until its worker is through. A full disk is waited out. A worker's own mistake ends that VM, visibly,
 * and nothing else; what it holds stays held.
 */
async function work(context: JobContext, task: Task): Promise<unknown> {
  const { store, logger, clock, stopping } = context;
  let mistaken = false;
  while (!stopping.aborted) {
    try {
      const head = store.jobs.head(task.job_id);
      if (mistaken) await endByMistake(context, task);
      else if (head !== null) return await workers[head.kind](context, task);
      return null;
    } catch (error) {
      if (context.stopping.aborted) return null;
      const waitForSpace = error instanceof StorageFull;
      if (!waitForSpace && mistaken) throw error;
      const message = waitForSpace ? 'no space for the records of a job' : 'a job step made a mistake';
      logger.error({ err: error, job_id: task.job_id, n: task.n }, message);
      if (waitForSpace) await clock.sleep(STORAGE_RETRY_MS, stopping);
      else mistaken = true;
    }
  }
  return null;
}

/** Only a VM that was being made is cleaned up behind; any other one stays whatever went wrong with its job. */
async function endByMistake(context: JobContext, task: Task): Promise<void> {
  const { store, watch } = context;
  const head = store.jobs.head(task.job_id);
  const beingMade = head?.kind === 'provision';
  // From the next reading on, a VM that we did not create is charged as what it is.
  if (!beingMade) await watch.fresh();
  store.transact((emit) => {
    if (!beingMade) store.ledger.releaseUnmanaged(task.job_id, 'mistake');
    const rollback = beingMade ? 'incomplete' : 'none';
    applyVmEvent(store, emit, task, { type: 'failed', error: jobError('internal'), rollback });
    if (beingMade && head.on_failure === 'rollback_all') undoSiblings(context, emit, task);
    concludeJob(context, emit, task.job_id);
  });
}
