import type { ProvisionAccepted } from '#schemas/generated/types.ts';
import type { Clock } from '../ports.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

/** How long a key is remembered. */
const KEEP_MS = 7 * 24 * 3600 * 1000;

export interface RememberedAnswer {
  readonly fingerprint: string;
  readonly answer: ProvisionAccepted;
}

/** Answers given to requests with an idempotency key, per token. */
export interface Idempotency {
  find(principal: string, key: string): RememberedAnswer | null;
  remember(principal: string, key: string, fingerprint: string, answer: ProvisionAccepted): void;
  prune(): void;
}

export function idempotency(database: Database, clock: Clock): Idempotency {
  return {
    find: (principal, key) => {
      const row = database.get(
        'SELECT fingerprint, answer FROM idempotency WHERE principal = ? AND key = ?',
        principal,
        key,
      );
      if (row === undefined) return null;
      return {
        fingerprint: text(row, 'fingerprint'),
        answer: JSON.parse(text(row, 'answer')) as ProvisionAccepted,
      };
    },
    remember: (principal, key, fingerprint, answer) => {
      database.run(
        'INSERT INTO idempotency (principal, key, fingerprint, job_id, answer, created_ms) VALUES (?, ?, ?, ?, ?, ?)',
        principal,
        key,
        fingerprint,
        answer.provisioning_job_response.job_id,
        JSON.stringify(answer),
        clock.now(),
      );
    },
    prune: () => {
      database.run('DELETE FROM idempotency WHERE created_ms < ?', clock.now() - KEEP_MS);
    },
  };
}
