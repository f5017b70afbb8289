import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { normalizeFingerprint } from './fingerprint.ts';

/** The certificate is not the pinned one. Nothing was sent. */
export class PinMismatch extends Error {
  override readonly name = 'PinMismatch';
  /** Fingerprint of the certificate that was shown; null when none was. */
  readonly shown: string | null;

  constructor(shown: string | null) {
    super(
      `The certificate is not the pinned one: it has the fingerprint ${shown ?? '(none)'}. Nothing was sent.`,
    );
    this.shown = shown;
  }
}

function mismatch(socket: TLSSocket, pin: string): PinMismatch | null {
  const shown = socket.getPeerX509Certificate()?.fingerprint256;
  if (shown !== undefined && normalizeFingerprint(shown) === pin) return null;
  return new PinMismatch(shown ?? null);
}

/**
 * Connections to a host whose certificate must have the fingerprint `pin`. A connection is handed out only after the
 * comparison, so neither token nor request reaches anyone else. The pin stands for chain, name and dates.
 */
class PinnedAgent extends HttpsAgent {
  readonly #pin: string;

  constructor(pin: string, options: AgentOptions) {
    super(options);
    this.#pin = pin;
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const socket = connect({ ...options, rejectUnauthorized: false });
    const done = (error: Error | null): void => {
      socket.off('error', done);
      callback?.(error, socket);
    };
    socket.once('error', done);
    socket.once('secureConnect', () => {
      const error = mismatch(socket, this.#pin);
      done(error);
      if (error !== null) socket.destroy();
    });
    return undefined;
  }
}

/** Kept-alive connections to one host. A connection fails with PinMismatch where a certificate is not the pinned one. */
export function createAgent(url: URL, certSha256: string | null): HttpAgent {
  const options = { keepAlive: true, maxSockets: 8 };
  if (url.protocol !== 'https:') return new HttpAgent(options);
  return certSha256 === null
    ? new HttpsAgent(options)
    : new PinnedAgent(certSha256, { ...options, maxCachedSessions: 0 });
}
