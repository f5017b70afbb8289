import type { CreateTokenBody, RotateTokenBody, Token, TokenList } from '#schemas/generated/types.ts';
import { LOCAL_TOKEN, newSecret, sha256 } from '../security/authenticate.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { StorageFull } from '../store/database.ts';
import type { StoredToken } from '../store/tokens.ts';
import { storageFull } from './transactOutcome.ts';
import type { Services } from './services.ts';
import { publicToken } from './tokenView.ts';

/** How long the secret before stays valid unless told otherwise, in seconds: a day to change programs over. */
const GRACE_S = 24 * 3600;

/** Lists the named tokens. */
export function listTokens(services: Services): Outcome<TokenList> {
  return done({ tokens: services.context.store.tokens.all().map((token) => publicToken(services, token)) });
}

/** Makes a token. Its secret is in this answer and nowhere else. */
export function createToken(services: Services, body: CreateTokenBody): Outcome<Token> {
  const { name, role, expires_in_s } = body;
  return addToken(services, { name, role, expires_at: endAfter(services, expires_in_s) });
}

/** Whether a new token may have this name. */
export function isNameFree({ context }: Services, name: string): boolean {
  return name.toLowerCase() !== LOCAL_TOKEN && context.store.tokens.find(name) === null;
}

/** The refusal of a name that a token has. */
export function nameTaken(name: string): Outcome<never> {
  return refuse('token_exists', `There is a token named "${name}" already.`);
}

/** Adds a token and answers it with its secret, which the host itself keeps only as a hash. */
export function addToken(
  services: Services,
  wanted: Pick<StoredToken, 'name' | 'role' | 'expires_at'>,
): Outcome<Token & { readonly secret: string }> {
  const { store, clock, random } = services.context;
  if (!isNameFree(services, wanted.name)) return nameTaken(wanted.name);
  const secret = newSecret(random);
  const created_at = new Date(clock.now()).toISOString();
  return changed(services, wanted.name, secret, () =>
    store.tokens.add({ ...wanted, sha256: hexOf(secret), created_at }),
  );
}

/**
 * Gives a token a new secret. The one before stays valid for the time of grace, but no longer than it was; one that was
 * still in its time of grace from an earlier rotation ends at once.
 */
export function rotateToken(services: Services, name: string, body: RotateTokenBody): Outcome<Token> {
  const { store, clock, random } = services.context;
  const { grace_s = GRACE_S, expires_in_s } = body;
  const before = store.tokens.find(name);
  if (before === null) return noToken(name);
  const now = clock.now();
  const ended = before.expires_at === null ? Infinity : Date.parse(before.expires_at);
  if (ended <= now && expires_in_s === undefined)
    return refuse('token_expired', `The token "${before.name}" has ended, and so would its new secret.`);
  const secret = newSecret(random);
  return changed(services, before.name, secret, () =>
    store.tokens.rotate(before.name, {
      sha256: hexOf(secret),
      at: new Date(now).toISOString(),
      expires_at: expires_in_s === undefined ? before.expires_at : endAfter(services, expires_in_s),
      previous_ends_at: new Date(Math.min(ended, now + grace_s * 1000)).toISOString(),
    }),
  );
}

/** Revokes a token with every secret of it, at once. */
export function revokeToken(services: Services, name: string): Outcome<TokenList> {
  const { store } = services.context;
  const removed = written(() => store.transact(() => store.tokens.remove(name)));
  if (!removed.ok) return removed;
  if (!removed.value) return noToken(name);
  services.authenticator.reload();
  return listTokens(services);
}

/** Writes a change of a token down, lets it count at once, and answers the token with its secret. */
function changed(
  services: Services,
  name: string,
  secret: string,
  change: () => boolean,
): Outcome<Token & { readonly secret: string }> {
  const { store } = services.context;
  // Uses of the secret before are written first, so that they stay with it.
  const outcome = written(() => {
    services.authenticator.saveUse();
    return store.transact(change);
  });
  if (!outcome.ok) return outcome;
  services.authenticator.reload();
  const token = store.tokens.find(name);
  if (token === null) throw new Error('a token that was written is not there');
  return done({ ...publicToken(services, token), secret });
}

function written<T>(work: () => T): Outcome<T> {
  try {
    return done(work());
  } catch (error) {
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
}

function noToken(name: string): Outcome<never> {
  if (name.toLowerCase() === LOCAL_TOKEN)
    return refuse(
      'token_not_found',
      "The host's own token is the file `token` in its data directory: delete it and start the host again for a new one.",
    );
  return refuse('token_not_found', `There is no token named ${JSON.stringify(name.slice(0, 64))}.`);
}

function endAfter({ context }: Services, seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(context.clock.now() + seconds * 1000).toISOString();
}

function hexOf(secret: string): string {
  return sha256(secret).toString('hex');
}
