const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
]);

/** Why no connection came about, for people. */
export interface ConnectFailure {
  /** What happened, as the end of a sentence. */
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
  /** Asking again may help: false where only a person can mend it. */
  readonly passing: boolean;
  /** The certificate is one that this computer does not trust: pinning it helps. */
  readonly untrusted: boolean;
}

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

/** Tells what an error of a socket means. */
export function explainConnectFailure(error: Error): ConnectFailure {
  const code = codeOf(error);
  return {
    ...reason(code, error.message),
    passing: code !== 'ENOTFOUND' && code !== 'EPROTO' && !untrusted.has(code),
    untrusted: untrusted.has(code),
  };
}
