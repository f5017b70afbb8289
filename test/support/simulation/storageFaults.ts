/**
 * How the disk under the records fails a commit:
 * - `full`: it has no room; the transaction is taken back;
 * - `lost`: writing failed, and nothing of the transaction is there;
 * - `unanswered`: writing failed, and yet all of it is there.
 */
export type StorageFault = 'full' | 'lost' | 'unanswered';

/** Faults of the disk under the records. */
export interface StorageFaults {
  /** Every commit fails from now on, until `mend`. */
  fill(): void;
  mend(): void;
  readonly isFull: boolean;
  /** The next commit fails in that way. */
  failNext(fault: Exclude<StorageFault, 'full'>): void;
  take(): StorageFault | null;
  /** What SQLite throws in these cases. */
  full(): Error;
  broken(): Error;
}

const SQLITE_FULL = 13;
const SQLITE_IOERR_FSYNC = 1034;

export function storageFaults(): StorageFaults {
  const state: { full: boolean; next: StorageFault | null } = { full: false, next: null };
  return {
    get isFull() {
      return state.full;
    },
    fill: () => {
      state.full = true;
    },
    mend: () => {
      Object.assign(state, { full: false, next: null });
    },
    failNext: (fault) => {
      state.next = fault;
    },
    take: () => {
      const { next } = state;
      state.next = null;
      return next ?? (state.full ? 'full' : null);
    },
    full: () => sqliteError('database or disk is full', SQLITE_FULL),
    broken: () => sqliteError('disk I/O error', SQLITE_IOERR_FSYNC),
  };
}

function sqliteError(message: string, errcode: number): Error {
  return Object.assign(new Error(message), { errcode });
}
