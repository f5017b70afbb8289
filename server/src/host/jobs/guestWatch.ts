import { hasEnded } from '#core/jobState.ts';
import type { GuestState } from '#schemas/generated/types.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import type { HostView } from '../services/hostView.ts';
import { StorageFull } from '../store/database.ts';
import type { UnreachedGuest } from '../store/guests.ts';
import type { JobContext, Task } from './context.ts';
import { WAITING_STEP } from './guestWait.ts';
import { applyVmEvent } from './vmWork.ts';

/**
 * Finds out from the readings of the host whether the guests of new VMs are reached. It asks the host for nothing more, and
 * all that it needs after a restart is in the records and in the next reading.
 */
export interface GuestWatch {
  onReading(view: HostView): void;
}

/** An answer that comes late is noted until so many times the wait has passed since the VM was started. */
const LATE_WAITS = 6;

interface Change {
  readonly guest: UnreachedGuest;
  readonly from: GuestState;
  readonly to: GuestState;
}

interface Memory {
  /** Since when guests are looked for, by `keyOf`, in monotonic ms. */
  readonly since: Map<string, number>;
  /** Guests that did not answer in time and still may. */
  readonly late: Map<string, UnreachedGuest>;
}

/** `waitMs`: the time that a guest has to report an address. */
export function guestWatch(
  context: Pick<JobContext, 'store' | 'clock' | 'enqueue' | 'logger'>,
  waitMs: number,
): GuestWatch {
  const { store, clock, enqueue, logger } = context;
  const late = new Map(store.guests.silent().map((guest) => [keyOf(guest), guest]));
  const memory: Memory = { since: new Map(), late };
  return {
    onReading: (view) => {
      const now = clock.monotonic();
      const awaited = store.guests.awaited();
      forgetOthers(memory, awaited);
      const waitedMs = (guest: UnreachedGuest): number => timeOf(memory, view, guest, now);
      const changes = [
        ...awaited.flatMap((guest): Change[] => {
          const to = guest.gone ? 'not_asked' : answerOf(view, guest, waitedMs(guest) >= waitMs);
          return to === null ? [] : [{ guest, from: 'waiting', to }];
        }),
        ...lateAnswers(memory, view, (guest) => waitedMs(guest) >= LATE_WAITS * waitMs),
      ];
      if (changes.length === 0) return;
      try {
        for (const task of writeDown(context, changes)) enqueue(task);
      } catch (error) {
        if (!(error instanceof StorageFull)) throw error;
        // The next reading finds the same again.
        logger.error({ err: error }, 'no space for the records of guests');
        return;
      }
      for (const { guest, to } of changes) {
        if (to === 'no_answer') late.set(keyOf(guest), guest);
        else late.delete(keyOf(guest));
      }
    },
  };
}

/** What a guest is known to do from now on; null: nothing new. */
function answerOf(view: HostView, { vm_id }: UnreachedGuest, over: boolean): GuestState | null {
  const vm = view.vm(vm_id);
  if (vm !== null && addressOf(vm) !== null) return 'ready';
  return over ? 'no_answer' : null;
}

function lateAnswers(
  { late }: Memory,
  view: HostView,
  isTooLate: (guest: UnreachedGuest) => boolean,
): Change[] {
  const answers: Change[] = [];
  for (const [key, guest] of late) {
    if (answerOf(view, guest, false) === 'ready') answers.push({ guest, from: 'no_answer', to: 'ready' });
    else if (view.vm(guest.vm_id) === null || isTooLate(guest)) late.delete(key);
  }
  return answers;
}

/**
 * How long a guest has had, in ms: how long its VM has been up, or how long it is looked for by this run of the host, since a
 * reading that found nothing changed tells an old uptime, and a VM may be stopped. No time of day is in it, which may jump.
 */
function timeOf({ since }: Memory, view: HostView, guest: UnreachedGuest, now: number): number {
  const key = keyOf(guest);
  const first = since.get(key) ?? now;
  since.set(key, first);
  return Math.max(now - first, (view.vm(guest.vm_id)?.uptime_s ?? 0) * 1000);
}

function forgetOthers({ since, late }: Memory, awaited: readonly UnreachedGuest[]): void {
  const known = new Set(awaited.map(keyOf));
  for (const key of since.keys()) if (!known.has(key) && !late.has(key)) since.delete(key);
}

/** Writes what is new in one transaction, an event for each; answers the VMs that waited for it and can go on. */
function writeDown({ store }: Pick<JobContext, 'store'>, changes: readonly Change[]): Task[] {
  return store.transact((emit) =>
    changes.flatMap(({ guest: { job_id, n }, from, to }) => {
      // A VM that is being undone meanwhile has no guest any more.
      if (store.jobs.vm(job_id, n)?.vm.guest !== from) return [];
      const vm = applyVmEvent(store, emit, { job_id, n }, { type: 'guest', guest: to });
      return vm !== null && vm.step === WAITING_STEP && !hasEnded(vm.status) ? [{ job_id, n }] : [];
    }),
  );
}

function keyOf({ job_id, n }: Task): string {
  return `${job_id}/${n}`;
}
