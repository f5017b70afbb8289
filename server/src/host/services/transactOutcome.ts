import { done, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { StorageFull } from '../store/database.ts';
import type { Emit, Store } from '../store/store.ts';

/** Seconds after which a host that has no room for records or jobs may have. */
export const RETRY_AFTER_S = 5;

/**
 * Thrown to have the transaction rolled back because the request is refused. One for all, since a refusal is no mistake
 * and where it was thrown tells nothing.
 */
const refused = new Error('refused');

/** Runs `work` in one transaction. A refusal takes back whatever it wrote, and so does a disk without space for it. */
export function transactOutcome<T>(
  store: Pick<Store, 'transact'>,
  work: (emit: Emit) => Outcome<T>,
): Outcome<T> {
  const verdict: { refusal: Refusal | null } = { refusal: null };
  try {
    const value = store.transact((emit) => {
      const outcome = work(emit);
      if (outcome.ok) return outcome.value;
      verdict.refusal = outcome.refusal;
      throw refused;
    });
    return done(value);
  } catch (error) {
    if (error === refused && verdict.refusal !== null) return { ok: false, refusal: verdict.refusal };
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
}

/** The refusal of a host whose own records find no space. */
export function storageFull(): ReturnType<typeof refuse> {
  return refuse('storage_full', undefined, { retry_after_s: RETRY_AFTER_S });
}
