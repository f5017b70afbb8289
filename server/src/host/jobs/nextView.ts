import type { HostView } from '../services/hostView.ts';
import { STOPPED, type JobContext } from './context.ts';

/** Wait before the host is read again after a failed reading. */
const RETRY_MS = 1_000;

/** A good reading of the host, begun after this call; failed ones are tried again until the host stops. */
export async function nextView({ watch, clock, stopping }: JobContext): Promise<HostView | typeof STOPPED> {
  for (;;) {
    if (stopping.aborted) return STOPPED;
    const view = await watch.fresh();
    if (view !== null) return view;
    await clock.sleep(RETRY_MS, stopping);
  }
}
