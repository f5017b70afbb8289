import { HostUnreachable } from '../failure.ts';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
]);

function codeOf(error: Error): string {
  // With several addresses for a name, the first error tells as much as the others.
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : '';
}

function reason(code: string, message: string): { readonly message: string; readonly hint: string } {
  const look = 'Check the address, and that the host runs there.';
  switch (code) {
    case 'ECONNREFUSED':
      return { message: 'nothing listens there', hint: `Start the host. ${look}` };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { message: 'the name is not known', hint: 'Check the spelling of the host name.' };
    case 'ECONNRESET':
    case 'EPIPE':
      return { message: 'the connection broke', hint: 'The host may be restarting; try again.' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return { message: 'the network does not lead there', hint: look };
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return { message: 'it does not speak TLS', hint: 'Use http:// for a host on this computer.' };
    default:
      return { message, hint: look };
  }
}

/** The failure for a connection that could not be made or broke. */
export function unreachable(url: URL, error: Error, connected: boolean): HostUnreachable {
  const code = codeOf(error);
  if (untrusted.has(code)) {
    return new HostUnreachable(
      `The certificate of ${url.origin} is not trusted: ${error.message}.`,
      "Take cert_sha256 from the host's own host.json and pin it: vmspec host add NAME URL --cert-sha256 FINGERPRINT",
      { mayHaveArrived: false, passing: false },
    );
  }
  const { message, hint } = reason(code, error.message);
  return new HostUnreachable(`No answer from ${url.origin}: ${message}.`, hint, {
    mayHaveArrived: connected,
    passing: code !== 'ENOTFOUND' && code !== 'EPROTO',
  });
}
