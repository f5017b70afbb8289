import { createHash, timingSafeEqual } from 'node:crypto';
import type { Role } from '#schemas/roles.ts';
import type { Clock, Random } from '../ports.ts';
import type { Caller } from '../services/context.ts';
import type { Store } from '../store/store.ts';
import type { StoredToken } from '../store/tokens.ts';

/** Finds out who sends a token. */
export interface Authenticator {
  /** The caller, or null when the header names no valid token. Takes the same time for every wrong token. */
  identify(authorization: string): Caller | null;
  /** Whether the token with which a caller was identified is valid still: not revoked, not expired. */
  isCurrent(caller: Caller): boolean;
  /** When a secret was last used since the start, in milliseconds since 1970; null: never. */
  lastUse(sha256: string): number | null;
  /** Writes down what `lastUse` knows, as far as it is new. */
  saveUse(): void;
  /** Reads the named tokens anew, after one was made, rotated or revoked. */
  reload(): void;
  /** Hears when tokens were made, rotated or revoked. Returns how to stop hearing. */
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

/** A secret that lets somebody in. */
interface Known extends Caller {
  readonly hash: Buffer;
  readonly expires: number;
}

/** Uses of a secret: the last one, and whether it is written down. */
interface Use {
  readonly at: number;
  readonly saved: boolean;
}

export function authenticator(
  { tokens, transact }: Pick<Store, 'tokens' | 'transact'>,
  localSecret: string,
  clock: Clock,
): Authenticator {
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
  const uses = new Map<string, Use>();
  const use = ({ hash, name }: Known): void => {
    if (name !== LOCAL_TOKEN) uses.set(hash.toString('hex'), { at: clock.now(), saved: false });
  };
  const reload = (): void => {
    known.splice(0, known.length, local, ...tokens.all().flatMap(secretsOf));
    for (const listener of listeners) listener();
  };
  reload();
  return {
    reload,
    lastUse: (sha256) => uses.get(sha256)?.at ?? null,
    saveUse: () => {
      const fresh = [...uses].filter(([, { saved }]) => !saved);
      if (fresh.length === 0) return;
      transact(() => {
        for (const [hash, { at }] of fresh) tokens.used(hash, new Date(at).toISOString());
      });
      for (const [hash, { at }] of fresh) uses.set(hash, { at, saved: true });
    },
    onReload: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isCurrent: (caller) => {
      const token = identified.get(caller);
      // As it is now: a secret that was replaced since has an end.
      const found = known.find(({ hash }) => token?.hash.equals(hash));
      if (found === undefined || found.expires <= clock.now()) return false;
      use(found);
      return true;
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
      use(found);
      return caller;
    },
  };
}

/** The secrets of a token: the present one, and beside it the one before, while that is valid. */
function secretsOf({ name, role, sha256: present, expires_at, previous }: StoredToken): Known[] {
  const known = (sha256Hex: string, ends: string | null): Known => ({
    name,
    role,
    hash: Buffer.from(sha256Hex, 'hex'),
    expires: ends === null ? Infinity : Date.parse(ends),
  });
  return [
    known(present, expires_at),
    ...(previous === null ? [] : [known(previous.sha256, previous.ends_at)]),
  ];
}
