import { connect } from 'node:tls';
import { isIP } from 'node:net';
import { HostUnreachable, Interrupted } from '../failure.ts';
import { unreachable } from './unreachable.ts';

/** Milliseconds in which a host shows its certificate. */
const PATIENCE_MS = 10_000;
const HTTPS_PORT = 443;

/**
 * SHA-256 fingerprint of the certificate that the host at `url` shows, in pairs with colons. Nothing is sent, so nothing
 * is trusted yet: a person compares it. Throws HostUnreachable.
 */
export async function seenFingerprint(url: URL, signal: AbortSignal): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: url.port === '' ? HTTPS_PORT : Number(url.port),
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  });
  const stop = (): void => void socket.destroy(new Error('interrupted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer')));
      socket.once('error', (error: Error) => {
        reject(signal.aborted ? new Interrupted() : unreachable(url, error, false));
      });
      socket.once('secureConnect', () => {
        const shown = socket.getPeerX509Certificate()?.fingerprint256;
        if (shown === undefined) reject(noCertificate(url));
        else resolve(shown);
      });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    socket.destroy();
  }
}

function noCertificate(url: URL): HostUnreachable {
  return new HostUnreachable(`${url.origin} shows no certificate.`, 'Check the address and the port.', {
    mayHaveArrived: false,
    passing: false,
  });
}
