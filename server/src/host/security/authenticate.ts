import { createHash, timingSafeEqual } from 'node:crypto';
import type { Role } from '#schemas/roles.ts';
import type { Clock, Random } from '../ports.ts';
import type { Caller } from '../services/context.ts';
import type { StoredToken, Tokens } from '../store/tokens.ts';

/** Finds out who sends a token. */
export interface Authenticator {
  /** The caller, or null when the header names no valid token. Takes the same time for every wrong token. */
  identify(authorization: string): Caller | null;
  /** Reads the named tokens anew, after one was made or revoked. */
  reload(): void;
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
  const reload = (): void => {
    known.splice(0, known.length, local, ...tokens.all().map(knownOf));
  };
  reload();
  return {
    reload,
    identify: (authorization) => {
      const secret = /^Bearer ([A-Za-z0-9_-]{1,256})$/i.exec(authorization.slice(0, MAX_HEADER))?.[1];
      const hash = sha256(secret ?? '');
      const now = clock.now();
      // Every token is compared, so that the time tells nothing of how many there are or which came close.
      const found = known
        .filter((token) => timingSafeEqual(token.hash, hash))
        .find(({ expires }) => expires > now);
      return secret === undefined || found === undefined ? null : { name: found.name, role: found.role };
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
