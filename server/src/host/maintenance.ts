import type { JobContext } from './jobs/context.ts';
import { cleanUpLeftover } from './jobs/rollBackVm.ts';

/** Interval at which what could not be cleaned up is tried again. */
const LEFTOVER_INTERVAL_MS = 60_000;
/** Rounds of leftovers between two prunings of the records: about an hour. */
const PRUNE_EVERY = 60;

/** Cleans up behind failed jobs, forgets what is old and does `also` every minute, until the host stops. */
export async function maintain(
  context: JobContext,
  also: () => Promise<void> | void = () => undefined,
): Promise<void> {
  const { store, clock, stopping } = context;
  const stopped = (): boolean => stopping.aborted;
  for (let round = 1; !stopped(); round += 1) {
    await clock.sleep(LEFTOVER_INTERVAL_MS, stopping);
    for (const task of store.jobs.leftovers()) {
      if (stopped()) return;
      await trying(context, () => cleanUpLeftover(context, task));
    }
    if (!stopped()) await trying(context, also);
    if (round % PRUNE_EVERY === 0 && !stopped())
      await trying(context, () => {
        store.prune();
      });
  }
}

/** A full disk or a mistake of ours ends one piece of work, not the others and not the host; the next round tries again. */
async function trying({ logger }: JobContext, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.error({ err: error }, 'the clean-up met a mistake or a full disk');
  }
}
