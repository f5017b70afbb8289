import type { StepKind } from '#core/steps.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

/** Names one VM of one attempt of a job. */
export interface StepOwner {
  readonly job_id: string;
  readonly n: number;
  readonly attempt: number;
}

/** What each VM's steps set out to do, written before they act, so that a crash at any point can be taken up. */
export interface StepJournal {
  intend(owner: StepOwner, step: StepKind): void;
  done(owner: StepOwner, step: StepKind): void;
  compensated(owner: StepOwner): void;
  /** Whether no step of the attempt was ever begun. */
  isUntouched(owner: StepOwner): boolean;
  /** Steps that are done. */
  doneSteps(owner: StepOwner): Set<string>;
  /** When the step was begun, if it was. */
  intentAt(owner: StepOwner, step: StepKind): string | null;
}

export function stepJournal(database: Database, clock: Clock): StepJournal {
  const write = ({ job_id, n, attempt }: StepOwner, step: StepKind, state: 'intent' | 'done'): void => {
    database.run(
      'INSERT OR REPLACE INTO step (job_id, n, attempt, step, state, at) VALUES (?, ?, ?, ?, ?, ?)',
      job_id,
      n,
      attempt,
      step,
      state,
      new Date(clock.now()).toISOString(),
    );
  };
  return {
    intend: (owner, step) => {
      write(owner, step, 'intent');
    },
    done: (owner, step) => {
      write(owner, step, 'done');
    },
    compensated: ({ job_id, n, attempt }) => {
      database.run(
        `UPDATE step SET state = 'compensated' WHERE job_id = ? AND n = ? AND attempt = ?`,
        job_id,
        n,
        attempt,
      );
    },
    isUntouched: ({ job_id, n, attempt }) =>
      database.get(
        'SELECT 1 FROM step WHERE job_id = ? AND n = ? AND attempt = ? LIMIT 1',
        job_id,
        n,
        attempt,
      ) === undefined,
    doneSteps: ({ job_id, n, attempt }) =>
      new Set(
        database
          .all(
            `SELECT step FROM step WHERE job_id = ? AND n = ? AND attempt = ? AND state = 'done'`,
            job_id,
            n,
            attempt,
          )
          .map((row) => text(row, 'step')),
      ),
    intentAt: ({ job_id, n, attempt }, step) => {
      const row = database.get(
        'SELECT at FROM step WHERE job_id = ? AND n = ? AND attempt = ? AND step = ?',
        job_id,
        n,
        attempt,
        step,
      );
      return row === undefined ? null : text(row, 'at');
    },
  };
}
