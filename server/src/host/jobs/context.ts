import type { Logger } from 'pino';
import type { CapacityPolicy } from '#core/capacity.ts';
import type { InventoryWatch } from '../services/inventoryWatch.ts';
import type { Clock, HyperV, Random } from '../ports.ts';
import type { Store } from '../store/store.ts';

/** What jobs need of the host. */
export interface JobContext {
  readonly store: Store;
  readonly hyperv: HyperV;
  readonly watch: InventoryWatch;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly policy: CapacityPolicy;
  /** Has a VM worked on, as soon as its turn comes. */
  readonly enqueue: (task: Task) => void;
  /** Time for one step, in ms, before a VM is given up. */
  readonly stepTimeoutMs: number;
  /** Aborted when the host stops: work is left where it is, to be taken up by the next start. */
  readonly stopping: AbortSignal;
}

/** One VM of one job. */
export interface Task {
  readonly job_id: string;
  readonly n: number;
}

/**
 * Nothing is done for a VM until its guest answers, it is cancelled, or the host starts again: it holds none of the places
 * for VMs that are worked on.
 */
export const PARKED = 'parked';

/** The host is stopping: the work is neither done nor failed. */
export const STOPPED = 'stopped';
