import type { CreateTokenBody, Token, TokenList } from '#schemas/generated/types.ts';
import { LOCAL_TOKEN, newSecret, sha256 } from '../security/authenticate.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { StorageFull } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { publicToken, type StoredToken } from '../store/tokens.ts';
import { storageFull } from './makeJob.ts';
import type { Services } from './services.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Lists the named tokens. */
export function listTokens({ context }: Services): Outcome<TokenList> {
  return done({ tokens: context.store.tokens.all().map(publicToken) });
}

/** Makes a token. Its secret is in this answer and nowhere else. */
export function createToken(services: Services, body: CreateTokenBody): Outcome<Token> {
  const { name, role, expires_in_days: days } = body;
  const { clock } = services.context;
  const expires_at = days === undefined ? null : new Date(clock.now() + days * DAY_MS).toISOString();
  const added = addToken(services, { name, role, expires_at });
  if (!added.ok) return added;
  const { secret, ...token } = added.value;
  return done({ ...publicToken(token), secret });
}

/** Whether a new token may have this name. */
export function isNameFree({ context }: Services, name: string): boolean {
  const taken = [LOCAL_TOKEN, ...context.store.tokens.all().map((token) => token.name)];
  return !taken.some((other) => other.toLowerCase() === name.toLowerCase());
}

/** The refusal of a name that a token has. */
export function nameTaken(name: string): Outcome<never> {
  return refuse('token_exists', `There is a token named "${name}" already.`);
}

/** Adds a token and answers its secret, which the host itself keeps only as a hash. */
export function addToken(
  services: Services,
  wanted: Pick<StoredToken, 'name' | 'role' | 'expires_at'>,
): Outcome<StoredToken & { readonly secret: string }> {
  const { clock, random } = services.context;
  if (!isNameFree(services, wanted.name)) return nameTaken(wanted.name);
  const secret = newSecret(random);
  const token = {
    ...wanted,
    sha256: sha256(secret).toString('hex'),
    created_at: new Date(clock.now()).toISOString(),
  };
  const added = written(services, ({ tokens }) => tokens.add(token));
  if (!added.ok) return added;
  services.authenticator.reload();
  return done({ ...token, secret });
}

/** Writes to the records, or refuses because they find no space. */
function written<T>({ context: { store } }: Services, work: (store: Store) => T): Outcome<T> {
  try {
    return done(store.transact(() => work(store)));
  } catch (error) {
    if (error instanceof StorageFull) return storageFull();
    throw error;
  }
}

/** Revokes a token, at once. */
export function revokeToken(services: Services, name: string): Outcome<TokenList> {
  const removed = written(services, ({ tokens }) => tokens.remove(name));
  if (!removed.ok) return removed;
  if (!removed.value)
    return refuse('token_not_found', `There is no token named ${JSON.stringify(name.slice(0, 64))}.`);
  services.authenticator.reload();
  return listTokens(services);
}
