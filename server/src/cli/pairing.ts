import type { Paired } from '#schemas/generated/types.ts';
import { clientName } from '#shared/host/clientName.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { askYes } from './ask.ts';
import { createClient } from './client/client.ts';
import { seenFingerprint } from './client/seenCertificate.ts';
import { exitCodes } from './exitCodes.ts';
import { CliFailure, Declined } from './failure.ts';
import type { Shell } from './shell.ts';

/** What pairing with a host brings. */
export interface Pairing extends Paired {
  /** Fingerprint to pin, 64 hexadecimal digits; null over http, which leads to this computer only. */
  readonly pin: string | null;
}

/**
 * Exchanges a code for a token. Over TLS the certificate is known beforehand by `pin`, or a person at the terminal says
 * that it is the right one, before the code is sent. Throws CliFailure.
 */
export async function pairWith(shell: Shell, url: URL, code: string, pin: string | null): Promise<Pairing> {
  const known = url.protocol === 'https:' ? (pin ?? (await confirmedFingerprint(shell, url))) : null;
  const target = {
    url,
    token: null,
    tokenFrom: 'nowhere',
    certSha256: known,
    namedBy: '--url',
    simulated: null,
  };
  const client = createClient(shell.context, () => target);
  try {
    const { body } = await client.call('pair', { body: { code, name: clientName(), cert_sha256: known } });
    return { ...body, pin: known };
  } finally {
    client.close();
  }
}

async function confirmedFingerprint(shell: Shell, url: URL): Promise<string> {
  const shown = await seenFingerprint(url, shell.context.interrupt());
  if (!shell.canAsk) {
    throw new CliFailure(
      exitCodes.notReachable,
      `Nobody said which certificate ${url.origin} must have, and there is no terminal to ask at. Nothing was sent.`,
      `It shows ${shown}. If that is what \`vmspec token pair\` printed on the host, add: --fingerprint ${shown}`,
    );
  }
  shell.warn(`${url.origin} shows a certificate with the fingerprint\n  ${shown}`);
  const same = await askYes(
    shell,
    'Is it the one that `vmspec token pair`, or the installer, printed on the host?',
  );
  const digits = normalizeFingerprint(shown);
  if (same && digits !== null) return digits;
  throw new Declined('Nothing was sent to the host, and nothing is saved.');
}
