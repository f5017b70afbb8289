import type { HostEvent } from '#schemas/generated/types.ts';
import type { Clock } from '../ports.ts';
import { openDatabase, openingError, type Database, type DatabaseOptions } from './database.ts';
import { eventLog, type EventDraft, type EventLog } from './eventLog.ts';
import { guests, type Guests } from './guests.ts';
import { idempotency, type Idempotency } from './idempotency.ts';
import { jobs, type Jobs } from './jobs.ts';
import { ledger, type Ledger } from './ledger.ts';
import { managedVms, type ManagedVms } from './managedVms.ts';
import { number } from './row.ts';
import { stepJournal, type StepJournal } from './stepJournal.ts';
import { templates, type Templates } from './templates.ts';
import { tokens, type Tokens } from './tokens.ts';

/** Adds an event to the transaction under way; it is published once the transaction is on disk. */
export type Emit = (draft: EventDraft) => void;

/** Everything a host remembers. There is one writer, and everything in a transaction is synchronous. */
export interface Store {
  readonly ledger: Ledger;
  readonly managed: ManagedVms;
  readonly jobs: Jobs;
  readonly guests: Guests;
  readonly steps: StepJournal;
  readonly idempotency: Idempotency;
  readonly templates: Templates;
  readonly tokens: Tokens;
  readonly events: Pick<EventLog, 'after' | 'newest' | 'oldest'>;
  /** Counts the starts of a host on this data; events of another epoch are not comparable. */
  readonly epoch: number;
  /** Runs `work` so that all of it is on disk afterwards or none, then publishes its events in order. */
  transact<T>(work: (emit: Emit) => T): T;
  /** Hears of every event once it is on disk. Returns how to stop hearing. */
  onEvents(listener: (events: readonly HostEvent[]) => void): () => void;
  /** Forgets what is older than its time. */
  prune(): void;
  close(): void;
}

export interface StoreOptions extends DatabaseOptions {
  readonly clock: Clock;
  readonly simulated: boolean;
  /** Told when a listener throws; the others still hear. */
  readonly onListenerError: (error: unknown) => void;
}

/** Opens the store. Throws `DatabaseLocked`, `DatabaseDamaged`, `DatabaseNewer` or `DatabaseUnusable`. */
export function openStore({ clock, simulated, onListenerError, ...options }: StoreOptions): Store {
  const database = openDatabase(options);
  const epoch = beginEpoch(database);
  const events = eventLog(database, clock);
  const remembered = idempotency(database, clock);
  const listeners = new Set<(events: readonly HostEvent[]) => void>();
  const publish = (published: readonly HostEvent[]): void => {
    for (const listener of listeners) {
      try {
        listener(published);
      } catch (error) {
        onListenerError(error);
      }
    }
  };
  return {
    ledger: ledger(database),
    managed: managedVms(database),
    jobs: jobs(database, simulated),
    guests: guests(database),
    steps: stepJournal(database, clock),
    idempotency: remembered,
    templates: templates(database),
    tokens: tokens(database),
    events,
    epoch,
    transact: (work) => {
      const emitted: HostEvent[] = [];
      const result = database.transaction(() => work((draft) => emitted.push(events.append(draft))));
      if (emitted.length > 0) publish(emitted);
      return result;
    },
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prune: () => {
      database.transaction(() => {
        events.prune();
        remembered.prune();
      });
    },
    close: () => {
      database.close();
    },
  };
}

/** The first write: of records that can be read only, this is where it shows. */
function beginEpoch(database: Database): number {
  try {
    return nextEpoch(database);
  } catch (error) {
    database.close();
    throw openingError(error);
  }
}

function nextEpoch(database: Database): number {
  const row = database.transaction(() =>
    database.get(
      `INSERT INTO meta (name, value) VALUES ('epoch', '1')
       ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING CAST(value AS INTEGER) AS epoch`,
    ),
  );
  return row === undefined ? 0 : number(row, 'epoch');
}
