import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import type { CreatePairingBody, PairBody, Paired, PairingCode } from '#schemas/generated/types.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { Caller } from './context.ts';
import type { Services } from './services.ts';
import { addToken, isNameFree, nameTaken } from './tokenActions.ts';

/** Makes a code for one client. Only this answer holds it. */
export function createPairingCode(
  services: Services,
  { role = 'operator', name }: CreatePairingBody,
  caller: Caller,
): Outcome<PairingCode> {
  if (name !== undefined && !isNameFree(services, name)) return nameTaken(name);
  const { code, expires } = services.pairing.open({ role, name: name ?? null });
  const expires_at = new Date(expires).toISOString();
  services.logger.info({ operator: caller.name, role, expires_at }, 'a pairing code was made');
  const { remoteUrl: url, certSha256: cert_sha256 } = services.address;
  return done({ code, role, expires_at, url, cert_sha256 });
}

/**
 * Exchanges a code for a token, for a client at the address `from`. All of it happens in one go, so of two clients with
 * one code one comes too late.
 */
export function pair(
  services: Services,
  { code, name, cert_sha256 }: PairBody,
  from: string,
): Outcome<Paired> {
  const { pairing, logger, address } = services;
  const found = pairing.find(code, from);
  if (found.kind === 'too_many')
    return refuse('rate_limited', 'Too many wrong pairing codes came from this address.', {
      retry_after_s: found.retryAfterS,
    });
  if (found.kind === 'wrong') {
    logger.warn({ from }, 'a pairing code was refused');
    return refuse('pairing_refused');
  }
  const { invitation } = found;
  const { role } = invitation;
  const seen = cert_sha256 === null ? null : normalizeFingerprint(cert_sha256);
  if (address.certSha256 !== null && address.certSha256 !== seen) {
    pairing.close(invitation);
    logger.warn(
      { role, seen },
      'a client with a pairing code saw another certificate than the one of this host',
    );
    return refuse('fingerprint_mismatch');
  }
  const token = addToken(services, {
    name: freeName(services, invitation.name ?? name),
    role,
    expires_at: null,
  });
  if (!token.ok) return token;
  pairing.close(invitation);
  const given = token.value.name;
  logger.info({ name: given, role }, 'a client was paired');
  return done({ token: token.value.secret, name: given, role });
}

/** Longest name of a token. */
const NAME_LENGTH = 64;

/** The name, with a number where it is taken: a computer may be paired again. */
function freeName(services: Services, name: string): string {
  for (let n = 1; ; n += 1) {
    const suffix = n === 1 ? '' : `-${n}`;
    const candidate = name.slice(0, NAME_LENGTH - suffix.length) + suffix;
    if (isNameFree(services, candidate)) return candidate;
  }
}
