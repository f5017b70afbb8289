import type { Paired } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { routes } from '#schemas/protocol/routes.ts';
import { clientName } from '#shared/host/clientName.ts';
import { noHost } from './answerFailure.ts';
import { post } from './post.ts';

/** A pairing code as hosts print it, `AB2C-D3EF`; a token is longer. Case, spaces and hyphens do not matter. */
export function isPairingCode(text: string): boolean {
  return /^[0-9A-Z]{8}$/i.test(text.replaceAll(/[\s-]/g, ''));
}

/** Exchanges a pairing code for a token; the certificate is the one that a person has compared. Rejects with HostFailure. */
export async function pair(url: URL, code: string, certSha256: string | null): Promise<Paired> {
  const body = { code, name: clientName(), cert_sha256: certSha256 };
  const answer = await post({ url, certSha256, token: null }, routes.pair.path, body);
  if (!validators.Paired(answer)) throw noHost(url, routes.pair.path);
  return answer;
}
