import type { Role } from '#schemas/roles.ts';
import type { Database } from './database.ts';
import { text, textOrNull, type Row } from './row.ts';

/** A token. Of a secret only the SHA-256 is kept, in hexadecimal; the secret itself is nowhere. */
export interface StoredToken {
  readonly name: string;
  readonly role: Role;
  readonly sha256: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly rotated_at: string | null;
  /** The secret before, which is valid until its end; null: there is none. */
  readonly previous: PreviousSecret | null;
}

export interface PreviousSecret {
  readonly sha256: string;
  readonly ends_at: string;
  readonly used_at: string | null;
}

/** A new secret in place of the present one, which becomes the one before. */
export interface Rotation {
  readonly sha256: string;
  readonly at: string;
  readonly expires_at: string | null;
  readonly previous_ends_at: string;
}

/** Named tokens. */
export interface Tokens {
  all(): StoredToken[];
  /** The token of this name, whatever its case, or null. */
  find(name: string): StoredToken | null;
  /** Answers false when the name is taken. */
  add(token: Pick<StoredToken, 'name' | 'role' | 'sha256' | 'created_at' | 'expires_at'>): boolean;
  /** Answers false when there is no such token. */
  rotate(name: string, rotation: Rotation): boolean;
  /** Remembers when a secret was last used. */
  used(sha256: string, at: string): void;
  remove(name: string): boolean;
}

export function tokens(database: Database): Tokens {
  return {
    all: () => database.all('SELECT * FROM token ORDER BY name').map(tokenOf),
    find: (name) => {
      const row = database.get('SELECT * FROM token WHERE name = ?', name);
      return row === undefined ? null : tokenOf(row);
    },
    add: ({ name, role, sha256, created_at, expires_at }) =>
      database.run(
        'INSERT INTO token (name, role, sha256, created_at, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        name,
        role,
        sha256,
        created_at,
        expires_at,
      ) === 1,
    rotate: (name, { sha256, at, expires_at, previous_ends_at }) =>
      database.run(
        `UPDATE token SET previous_sha256 = sha256, previous_ends_at = ?, previous_used_at = last_used_at,
           sha256 = ?, rotated_at = ?, expires_at = ?, last_used_at = NULL WHERE name = ?`,
        previous_ends_at,
        sha256,
        at,
        expires_at,
        name,
      ) === 1,
    used: (sha256, at) => {
      database.run('UPDATE token SET last_used_at = ? WHERE sha256 = ?', at, sha256);
      database.run('UPDATE token SET previous_used_at = ? WHERE previous_sha256 = ?', at, sha256);
    },
    remove: (name) => database.run('DELETE FROM token WHERE name = ?', name) === 1,
  };
}

function tokenOf(row: Row): StoredToken {
  const previous = textOrNull(row, 'previous_sha256');
  return {
    name: text(row, 'name'),
    role: text(row, 'role') as Role,
    sha256: text(row, 'sha256'),
    created_at: text(row, 'created_at'),
    expires_at: textOrNull(row, 'expires_at'),
    last_used_at: textOrNull(row, 'last_used_at'),
    rotated_at: textOrNull(row, 'rotated_at'),
    previous:
      previous === null
        ? null
        : {
            sha256: previous,
            ends_at: text(row, 'previous_ends_at'),
            used_at: textOrNull(row, 'previous_used_at'),
          },
  };
}
