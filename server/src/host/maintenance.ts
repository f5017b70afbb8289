import type { JobContext } from './jobs/context.ts';
import { cleanUpLeftover } from './jobs/rollBackVm.ts';
import { StorageFull } from './store/database.ts';

/** Interval at which what could not be cleaned up is tried again. */
const LEFTOVER_INTERVAL_MS = 60_000;
/** Rounds of leftovers between two prunings of the records: about an hour. */
const PRUNE_EVERY = 60;

/** Cleans up behind failed jobs and forgets what is old, until the host stops. */
export async function maintain(context: JobContext): Promise<void> {
  const { store, clock, logger, stopping } = context;
  const stopped = (): boolean => stopping.aborted;
  for (let round = 1; !stopped(); round += 1) {
    await clock.sleep(LEFTOVER_INTERVAL_MS, stopping);
    try {
      for (const task of store.jobs.leftovers()) if (!stopped()) await cleanUpLeftover(context, task);
      if (round % PRUNE_EVERY === 0 && !stopped()) store.prune();
    } catch (error) {
      // With a full disk nothing can be written down; the next round tries again.
      if (!(error instanceof StorageFull)) throw error;
      logger.error({ err: error }, 'no space for the records of the clean-up');
    }
  }
}
