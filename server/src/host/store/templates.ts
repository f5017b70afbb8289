import type { OperatingSystem } from '#core/inventory.ts';
import type { AddedTemplate } from '#core/templates/templateSteps.ts';
import type { RecordedState, RecordedTemplate } from '#core/templates/templateState.ts';
import type { JobError } from '#schemas/generated/types.ts';
import type { Database } from './database.ts';
import { number, numberOrNull, text, textOrNull, type Row } from './row.ts';

/**
 * How a record stands: `ADDING` is being copied, `FAILED` could not be, `RECORDED` can be used, `REMOVING` has its file
 * deleted, `LEFT` is gone for everybody but may have left files that are looked for.
 */
export type RecordState = 'ADDING' | 'FAILED' | 'RECORDED' | 'REMOVING' | 'LEFT';

/** A template as the host remembers it. */
export interface TemplateRecord extends RecordedTemplate {
  readonly id: number;
  readonly state: RecordState;
  readonly content_stamp: string | null;
  readonly added_at: string | null;
  readonly added_by: string | null;
  /** State that the last event told. */
  readonly told: RecordedState;
  readonly superseded_by: string | null;
  /** What it is made of; null: it was there. */
  readonly source: string | null;
  /** Name of the copy while it is not whole; null: nothing is copied. */
  readonly temporary: string | null;
  /** The template that it is a new version of. */
  readonly replaces: string | null;
  /** Whether a driver was ever asked to add it. */
  readonly begun: boolean;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: JobError | null;
}

/** What is known of a template before it is there. */
export interface AddDraft {
  readonly path: string;
  readonly source: string;
  readonly temporary: string | null;
  readonly replaces: string | null;
  readonly os: OperatingSystem;
  readonly generation: 1 | 2 | null;
  readonly added_at: string;
  readonly added_by: string;
}

/** Templates. Everything but reading belongs into a transaction. */
export interface Templates {
  /** All that anybody may see, by path. */
  all(): TemplateRecord[];
  /** The one under a path, whatever the case of its letters. */
  find(path: string): TemplateRecord | null;
  get(id: number): TemplateRecord | null;
  /** Begins to add one. A failed one of the same path makes room. */
  begin(draft: AddDraft): TemplateRecord;
  /** Writes down what the driver is about to be asked for, and how far it is. */
  progress(id: number, progress: number): void;
  added(id: number, found: AddedTemplate): void;
  failed(id: number, error: JobError): void;
  /** Records one that is used for the first time; one that is recorded stays as it is. */
  use(template: RecordedTemplate, at: string): void;
  /** Records another disk under the same path, and what people say of it. */
  describe(id: number, now: RecordedTemplate & Pick<TemplateRecord, 'added_at' | 'added_by'>): void;
  /** Fills in the stamp of one that was recorded without. */
  fillStamp(id: number, stamp: string): void;
  supersede(path: string, by: string): void;
  tell(id: number, state: RecordedState): void;
  setState(id: number, state: RecordState): void;
  /** Nobody sees it any more; its files are looked for until nothing was found that often. */
  leave(id: number): void;
  remove(id: number): void;
  /** Those whose work is not done: being added, or being removed. */
  unfinished(): TemplateRecord[];
  /** Those of which files may have been left. */
  leftovers(): TemplateRecord[];
  /** A look found nothing of it. Forgets it when that was the last one. */
  lookedClean(id: number): void;
}

/** Looks, a minute apart, that have to find nothing: what was cut off may still come. */
const CLEAN_LOOKS = 3;

export function templates(database: Database): Templates {
  const rows = (where: string, ...values: (string | number)[]): TemplateRecord[] =>
    database.all(`SELECT * FROM template WHERE ${where} ORDER BY path`, ...values).map(recordOf);
  const set = (id: number, assignments: string, ...values: (string | number | null)[]): void => {
    database.run(`UPDATE template SET ${assignments} WHERE id = ?`, ...values, id);
  };
  const get = (id: number): TemplateRecord | null => rows('id = ?', id)[0] ?? null;
  return {
    get,
    all: () => rows(`state <> 'LEFT'`),
    find: (path) => rows(`path = ? AND state <> 'LEFT'`, path)[0] ?? null,
    begin: (draft) => {
      database.run(
        `DELETE FROM template WHERE path = ? AND state = 'FAILED' AND clean_looks <= 0`,
        draft.path,
      );
      database.run(`UPDATE template SET state = 'LEFT' WHERE path = ? AND state = 'FAILED'`, draft.path);
      const row = database.get(
        `INSERT INTO template (path, state, os, generation, added_at, added_by, source, temporary, replaces)
         VALUES (?, 'ADDING', ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
        draft.path,
        draft.os,
        draft.generation,
        draft.added_at,
        draft.added_by,
        draft.source,
        draft.temporary,
        draft.replaces,
      );
      if (row === undefined) throw new Error('a row that was inserted is not there');
      return recordOf(row);
    },
    progress: (id, progress) => {
      set(id, 'begun = 1, progress = ?', progress);
    },
    added: (id, { disk_id, size_mb, content_stamp }) => {
      const facts = [disk_id, size_mb, content_stamp] as const;
      set(id, `state = 'RECORDED', progress = 1, disk_id = ?, size_mb = ?, content_stamp = ?`, ...facts);
    },
    failed: (id, error) => {
      set(id, `state = 'FAILED', error = ?, clean_looks = ?`, JSON.stringify(error), CLEAN_LOOKS);
    },
    use: ({ path, disk_id, size_mb, content_stamp, os, generation }, at) => {
      database.run(
        `INSERT INTO template (path, state, disk_id, size_mb, content_stamp, os, generation, added_at)
         VALUES (?, 'RECORDED', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
        path,
        disk_id,
        size_mb,
        content_stamp ?? null,
        os,
        generation,
        at,
      );
    },
    describe: (id, now) => {
      const { disk_id, size_mb, content_stamp = null, os, generation, added_at, added_by } = now;
      const facts = [disk_id, size_mb, content_stamp, os, generation, added_at, added_by] as const;
      set(
        id,
        'disk_id = ?, size_mb = ?, content_stamp = ?, os = ?, generation = ?, added_at = ?, added_by = ?',
        ...facts,
      );
    },
    fillStamp: (id, stamp) => {
      set(id, 'content_stamp = ?', stamp);
    },
    supersede: (path, by) => {
      database.run(`UPDATE template SET superseded_by = ? WHERE path = ? AND state <> 'LEFT'`, by, path);
    },
    tell: (id, state) => {
      set(id, 'told = ?', state);
    },
    setState: (id, state) => {
      set(id, 'state = ?', state);
    },
    leave: (id) => {
      database.run('DELETE FROM template WHERE id = ? AND temporary IS NULL', id);
      set(id, `state = 'LEFT', clean_looks = ?`, CLEAN_LOOKS);
    },
    remove: (id) => {
      database.run(
        'UPDATE template SET superseded_by = NULL WHERE superseded_by = (SELECT path FROM template WHERE id = ?)',
        id,
      );
      database.run('DELETE FROM template WHERE id = ?', id);
    },
    unfinished: () => rows(`state IN ('ADDING', 'REMOVING')`),
    leftovers: () => rows(`state IN ('FAILED', 'LEFT') AND clean_looks > 0`),
    lookedClean: (id) => {
      set(id, 'clean_looks = clean_looks - 1');
      database.run(`DELETE FROM template WHERE id = ? AND state = 'LEFT' AND clean_looks <= 0`, id);
    },
  };
}

function recordOf(row: Row): TemplateRecord {
  const error = textOrNull(row, 'error');
  const generation = numberOrNull(row, 'generation');
  return {
    id: number(row, 'id'),
    path: text(row, 'path'),
    state: text(row, 'state') as RecordState,
    disk_id: text(row, 'disk_id'),
    size_mb: number(row, 'size_mb'),
    content_stamp: textOrNull(row, 'content_stamp'),
    os: text(row, 'os') as OperatingSystem,
    generation: generation === 1 || generation === 2 ? generation : null,
    added_at: textOrNull(row, 'added_at'),
    added_by: textOrNull(row, 'added_by'),
    told: text(row, 'told') as RecordedState,
    superseded_by: textOrNull(row, 'superseded_by'),
    source: textOrNull(row, 'source'),
    temporary: textOrNull(row, 'temporary'),
    replaces: textOrNull(row, 'replaces'),
    begun: number(row, 'begun') === 1,
    progress: number(row, 'progress'),
    error: error === null ? null : (JSON.parse(error) as JobError),
  };
}
