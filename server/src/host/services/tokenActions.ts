import type { CreateTokenBody, Token, TokenList } from '#schemas/generated/types.ts';
import { LOCAL_TOKEN, newSecret, sha256 } from '../security/authenticate.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { publicToken } from '../store/tokens.ts';
import type { Services } from './services.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Lists the named tokens. */
export function listTokens({ context }: Services): Outcome<TokenList> {
  return done({ tokens: context.store.tokens.all().map(publicToken) });
}

/** Makes a token. Its secret is in this answer and nowhere else. */
export function createToken({ context, authenticator }: Services, body: CreateTokenBody): Outcome<Token> {
  const { store, clock, random } = context;
  const secret = newSecret(random);
  const now = clock.now();
  const expires =
    body.expires_in_days === undefined ? null : new Date(now + body.expires_in_days * DAY_MS).toISOString();
  const token = {
    name: body.name,
    role: body.role,
    sha256: sha256(secret).toString('hex'),
    created_at: new Date(now).toISOString(),
    expires_at: expires,
  };
  const added = body.name.toLowerCase() !== LOCAL_TOKEN && store.transact(() => store.tokens.add(token));
  if (!added) return refuse('token_exists', `There is a token named "${body.name}" already.`);
  authenticator.reload();
  return done({ ...publicToken(token), secret });
}

/** Revokes a token, at once. */
export function revokeToken(services: Services, name: string): Outcome<TokenList> {
  const { store } = services.context;
  if (!store.transact(() => store.tokens.remove(name)))
    return refuse('token_not_found', `There is no token named ${JSON.stringify(name.slice(0, 64))}.`);
  services.authenticator.reload();
  return listTokens(services);
}
