import { createHash, timingSafeEqual } from 'node:crypto';
import type { Role } from '#schemas/roles.ts';
import type { Clock, Random } from '../ports.ts';
import type { Caller } from '../services/context.ts';
import type { StoredToken, Tokens } from '../store/tokens.ts';

/** Finds out who sends a token. */
export interface Authenticator {
  /** The caller, or null when the header names no valid token. Takes the same time for every wrong token. */
  identify(authorization: string): Caller | null;
  /** Whether the token with which a caller was identified is valid still: not revoked, not expired. */
  isCurrent(caller: Caller): boolean;
  /** Reads the named tokens anew, after one was made or revoked. */
  reload(): void;
  /** Hears when tokens were made or revoked. Returns how to stop hearing. */
  onReload(listener: () => void): () => void;
}

/** Name of the token that a host makes for itself at its first start. */
export const LOCAL_TOKEN = 'local';

/** Bytes of a token's secret. */
const SECRET_BYTES = 32;
/** Longest header that is looked at. */
const MAX_HEADER = 512;

export function newSecret(random: Random): string {
  return Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url');
}

export function sha256(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

interface Known extends Caller {
  readonly hash: Buffer;
  readonly expires: number;
}

export function authenticator(tokens: Tokens, localSecret: string, clock: Clock): Authenticator {
  const local: Known = {
    name: LOCAL_TOKEN,
    role: 'admin' satisfies Role,
    hash: sha256(localSecret),
    expires: Infinity,
  };
  const known: Known[] = [];
  // By the token itself: one that is made again under the same name is another token.
  const identified = new WeakMap<Caller, Known>();
  const listeners = new Set<() => void>();
  const reload = (): void => {
    known.splice(0, known.length, local, ...tokens.all().map(knownOf));
    for (const listener of listeners) listener();
  };
  reload();
  return {
    reload,
    onReload: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isCurrent: (caller) => {
      const token = identified.get(caller);
      if (token === undefined || token.expires <= clock.now()) return false;
      return known.some(({ hash }) => hash.equals(token.hash));
    },
    identify: (authorization) => {
      const secret = /^Bearer ([A-Za-z0-9_-]{1,256})$/i.exec(authorization.slice(0, MAX_HEADER))?.[1];
      const hash = sha256(secret ?? '');
      const now = clock.now();
      // Every token is compared, so that the time tells nothing of how many there are or which came close.
      const found = known
        .filter((token) => timingSafeEqual(token.hash, hash))
        .find(({ expires }) => expires > now);
      if (secret === undefined || found === undefined) return null;
      const caller: Caller = { name: found.name, role: found.role };
      identified.set(caller, found);
      return caller;
    },
  };
}

function knownOf({ name, role, sha256: hex, expires_at }: StoredToken): Known {
  return {
    name,
    role,
    hash: Buffer.from(hex, 'hex'),
    expires: expires_at === null ? Infinity : Date.parse(expires_at),
  };
}
