import type { Job } from '#schemas/generated/types.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { HostFailure } from '../connection/failure.ts';
import { hasEnded } from './jobWords.ts';

/** Milliseconds after which a job is looked at though no event came: the connection may be away. */
const LOOK_MS = 5000;

/**
 * Watches a job to its end, by the events of the host and a look now and then. A host that is away for a while, as for a
 * restart, is waited for. Rejects with HostFailure when the host does not know the job any more. `isOver`: where not the end
 * of the job is what is watched for.
 */
export function followJob(
  connection: HostConnection,
  jobId: string,
  show: (job: Job) => void,
  isOver: (job: Job) => boolean = hasEnded,
): Promise<Job> {
  return new Promise((resolve, reject) => {
    const state = { looking: false, again: false, over: false };
    const end = (finish: () => void): void => {
      state.over = true;
      clearInterval(timer);
      leave();
      finish();
    };
    const look = async (): Promise<void> => {
      try {
        const job = await connection.call('jobs/get', { job_id: jobId });
        if (state.over) return;
        show(job);
        if (isOver(job)) end(() => resolve(job));
      } catch (error) {
        const failure = error instanceof HostFailure ? error : null;
        if (!state.over && failure?.passing !== true) end(() => reject(toError(error)));
      }
    };
    // One look at a time: what happens meanwhile is seen by another one after it.
    const ask = (): void => {
      state.again = true;
      if (state.looking) return;
      state.looking = true;
      void (async () => {
        while (state.again && !state.over) {
          state.again = false;
          await look();
        }
        state.looking = false;
      })();
    };
    const leave = connection.follow({
      event: ({ job_id }) => {
        if (job_id === jobId) ask();
      },
      missed: ask,
    });
    const timer = setInterval(ask, LOOK_MS);
    ask();
  });
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
