import type { IncomingMessage } from 'node:http';
import * as l10n from '@vscode/l10n';
import * as validators from '#schemas/generated/validators.js';
import { explainConnectFailure } from '#shared/host/connectFailure.ts';
import { PinMismatch } from '#shared/host/pinnedAgent.ts';
import { HostFailure, refusedBy } from './failure.ts';

/** Bytes of an answer that is an error, or a token. */
const ANSWER_BYTES = 64 * 1024;

/** The body of a short answer as JSON; null where it is none, or too long. */
export async function readAnswer(answer: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
}

/** What a host's refusal means, such as that the token is not known; `body`: its answer as JSON. */
export function refusal(url: URL, status: number | undefined, body: unknown): HostFailure {
  if (!validators.ErrorBody(body)) return noHost(url, `status ${String(status)}`);
  if (body.code !== 'unauthorized') return refusedBy(body);
  return refusedBy({
    ...body,
    message: l10n.t('The host at {0} does not accept the token.', url.origin),
    hint: l10n.t(
      'Have a new one made on the host (vmspec token pair), and use the command "VMSpec: Add Hyper-V Host...".',
    ),
  });
}

/** Something else answers there. */
export function noHost(url: URL, what: string): HostFailure {
  return new HostFailure(
    l10n.t('What answers at {0} is not a VMSpec host ({1}).', url.origin, what),
    l10n.t('Check the address and the port.'),
    { passing: false },
  );
}

/** What an error of the connection means. */
export function unreachable(url: URL, error: Error): HostFailure {
  if (error instanceof PinMismatch) {
    return new HostFailure(
      l10n.t(
        'The certificate of {0} has changed: it has the fingerprint {1}. Nothing was sent.',
        url.origin,
        error.shown ?? '-',
      ),
      l10n.t(
        'If the certificate was renewed, add the host anew with the command "VMSpec: Add Hyper-V Host..."; otherwise someone else answers under this address.',
      ),
      { passing: false },
    );
  }
  const { message, hint, passing, untrusted } = explainConnectFailure(error);
  if (untrusted) {
    return new HostFailure(
      l10n.t('The certificate of {0} is not trusted: {1}.', url.origin, error.message),
      l10n.t('Compare and pin it with the command "VMSpec: Add Hyper-V Host...".'),
      { passing: false },
    );
  }
  return new HostFailure(l10n.t('No answer from {0}: {1}.', url.origin, message), hint, { passing });
}
