import { explainConnectFailure } from '#shared/host/connectFailure.ts';
import { PinMismatch } from '#shared/host/pinnedAgent.ts';
import { HostUnreachable } from '../failure.ts';

/** The failure for a connection that could not be made or broke. */
export function unreachable(url: URL, error: Error, connected: boolean): HostUnreachable {
  if (error instanceof PinMismatch) {
    return new HostUnreachable(
      error.message,
      'If the certificate was renewed, pin its new fingerprint; otherwise someone else answers under this address.',
      { mayHaveArrived: false, passing: false },
    );
  }
  const { message, hint, passing, untrusted } = explainConnectFailure(error);
  if (untrusted) {
    return new HostUnreachable(
      `The certificate of ${url.origin} is not trusted: ${error.message}.`,
      "Take cert_sha256 from the host's own host.json and pin it: vmspec host add NAME URL --cert-sha256 FINGERPRINT",
      { mayHaveArrived: false, passing: false },
    );
  }
  return new HostUnreachable(`No answer from ${url.origin}: ${message}.`, hint, {
    mayHaveArrived: connected,
    passing,
  });
}
