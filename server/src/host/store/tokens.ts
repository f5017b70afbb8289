import type { Token } from '#schemas/generated/types.ts';
import type { Role } from '#schemas/roles.ts';
import type { Database } from './database.ts';
import { text, textOrNull, type Row } from './row.ts';

export interface StoredToken {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the secret, in hexadecimal. The secret itself is nowhere. */
  readonly sha256: string;
  readonly created_at: string;
  readonly expires_at: string | null;
}

/** Named tokens. */
export interface Tokens {
  all(): StoredToken[];
  /** Answers false when the name is taken. */
  add(token: StoredToken): boolean;
  remove(name: string): boolean;
}

export function tokens(database: Database): Tokens {
  return {
    all: () => database.all('SELECT * FROM token ORDER BY name').map(tokenOf),
    add: ({ name, role, sha256, created_at, expires_at }) =>
      database.run(
        'INSERT INTO token (name, role, sha256, created_at, expires_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        name,
        role,
        sha256,
        created_at,
        expires_at,
      ) === 1,
    remove: (name) => database.run('DELETE FROM token WHERE name = ?', name) === 1,
  };
}

/** The token as clients see it, without anything secret. */
export function publicToken({ name, role, created_at, expires_at }: StoredToken): Token {
  return { name, role, created_at, expires_at };
}

function tokenOf(row: Row): StoredToken {
  return {
    name: text(row, 'name'),
    role: text(row, 'role') as Role,
    sha256: text(row, 'sha256'),
    created_at: text(row, 'created_at'),
    expires_at: textOrNull(row, 'expires_at'),
  };
}
