import type { Token } from '#schemas/generated/types.ts';
import type { StoredToken } from '../store/tokens.ts';
import type { Services } from './services.ts';

/** A token as clients see it, without anything secret. A secret before that has ended is not there any more. */
export function publicToken(
  { authenticator, context }: Pick<Services, 'authenticator' | 'context'>,
  { name, role, sha256, created_at, expires_at, last_used_at, rotated_at, previous: stored }: StoredToken,
): Token {
  const previous = stored !== null && Date.parse(stored.ends_at) > context.clock.now() ? stored : null;
  const lastUse = (hash: string, saved: string | null): string | null => {
    const since = authenticator.lastUse(hash);
    return since === null ? saved : new Date(since).toISOString();
  };
  return {
    name,
    role,
    created_at,
    expires_at,
    last_used_at: lastUse(sha256, last_used_at),
    rotated_at,
    previous_ends_at: previous?.ends_at ?? null,
    previous_used_at: previous === null ? null : lastUse(previous.sha256, previous.used_at),
  };
}
