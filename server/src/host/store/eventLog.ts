import type { EventType, HostEvent } from '#schemas/generated/types.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { number, text, textOrNull, type Row } from './row.ts';

/** An event before it has a place in the log. */
export interface EventDraft {
  readonly type: EventType;
  readonly job_id?: string;
  readonly vm_name?: string;
  readonly vm_id?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** At least this many events are kept, and all that are younger than a week. */
const KEEP_EVENTS = 10_000;
const KEEP_MS = 7 * 24 * 3600 * 1000;

/** The log of everything that happened, in order and without gaps. Written only inside a transaction. */
export interface EventLog {
  append(draft: EventDraft): HostEvent;
  after(seq: number, limit: number): HostEvent[];
  /** Position of the newest event; 0 when there is none. */
  newest(): number;
  /** Position of the oldest event that is still there. */
  oldest(): number;
  prune(): void;
}

export function eventLog(database: Database, clock: Clock): EventLog {
  return {
    append: (draft) => {
      const at = new Date(clock.now()).toISOString();
      const data = draft.data === undefined ? null : JSON.stringify(draft.data);
      const { job_id, vm_name, vm_id, type } = draft;
      const row = database.get(
        'INSERT INTO event (at, type, job_id, vm_name, vm_id, data) VALUES (?, ?, ?, ?, ?, ?) RETURNING seq',
        at,
        type,
        job_id ?? null,
        vm_name ?? null,
        vm_id ?? null,
        data,
      );
      return { seq: row === undefined ? 0 : number(row, 'seq'), at, ...draft };
    },
    after: (seq, limit) =>
      database.all('SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit).map(eventOf),
    newest: () => newestOf(database),
    oldest: () => {
      const row = database.get('SELECT COALESCE(MIN(seq), 0) AS seq FROM event');
      return row === undefined ? 0 : number(row, 'seq');
    },
    prune: () => {
      const before = new Date(clock.now() - KEEP_MS).toISOString();
      database.run('DELETE FROM event WHERE seq <= ? AND at < ?', newestOf(database) - KEEP_EVENTS, before);
    },
  };
}

function newestOf(database: Database): number {
  // Pruning keeps the newest events, so that a position is never used twice.
  const row = database.get('SELECT COALESCE(MAX(seq), 0) AS seq FROM event');
  return row === undefined ? 0 : number(row, 'seq');
}

function eventOf(row: Row): HostEvent {
  const job_id = textOrNull(row, 'job_id');
  const vm_name = textOrNull(row, 'vm_name');
  const vm_id = textOrNull(row, 'vm_id');
  const data = textOrNull(row, 'data');
  return {
    seq: number(row, 'seq'),
    at: text(row, 'at'),
    type: text(row, 'type') as EventType,
    ...(job_id === null ? {} : { job_id }),
    ...(vm_name === null ? {} : { vm_name }),
    ...(vm_id === null ? {} : { vm_id }),
    ...(data === null ? {} : { data: JSON.parse(data) as Record<string, unknown> }),
  };
}
