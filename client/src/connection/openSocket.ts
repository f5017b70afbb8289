import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import * as validators from '#schemas/generated/validators.js';
import { explainConnectFailure } from '#shared/host/connectFailure.ts';
import { createAgent, PinMismatch } from '#shared/host/pinnedAgent.ts';
import { HostFailure, refusedBy } from './failure.ts';
import type { Target } from './target.ts';

const CONNECT_MS = 15_000;
/** Bytes of one frame: a page of a snapshot and the largest plan are far below. */
const FRAME_BYTES = 8 * 1024 * 1024;
/** Bytes of an answer to an upgrade that was refused. */
const REFUSAL_BYTES = 64 * 1024;

/** Opens the socket of a host. The token travels in a header, and only after the certificate was compared with its pin. */
export function openSocket({ url, token, certSha256 }: Target): Promise<WebSocket> {
  const address = new URL(`${url.pathname.replace(/\/$/, '')}/api/rpc`, url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const agent = createAgent(url, certSha256);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, {
      agent,
      headers: { authorization: `Bearer ${token}` },
      maxPayload: FRAME_BYTES,
      perMessageDeflate: false,
      handshakeTimeout: CONNECT_MS,
      followRedirects: false,
    });
    socket.once('open', () => resolve(socket));
    socket.on('error', (error) => reject(unreachable(url, error)));
    socket.once('close', () => agent.destroy());
    socket.once('unexpected-response', (_request, answer) => {
      void refusalOf(url, answer)
        .then(reject, reject)
        .finally(() => agent.destroy());
    });
  });
}

/** What a host answers instead of opening the socket, such as that the token is not known. */
async function refusalOf(url: URL, answer: IncomingMessage): Promise<HostFailure> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > REFUSAL_BYTES) break;
    chunks.push(chunk);
  }
  const body = parse(Buffer.concat(chunks).toString('utf8'));
  if (!validators.ErrorBody(body)) {
    return new HostFailure(
      `What answers at ${url.origin} is not a VMSpec host (status ${String(answer.statusCode)}).`,
      'Check the address and the port.',
      { passing: false },
    );
  }
  if (body.code !== 'unauthorized') return refusedBy(body);
  return refusedBy({
    ...body,
    message: `The host at ${url.origin} does not accept the token.`,
    hint: 'Ask for a new one (`vmspec token create` on the host), and use the command "VMSpec: Connect to Host...".',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unreachable(url: URL, error: Error): HostFailure {
  if (error instanceof PinMismatch) {
    return new HostFailure(
      error.message,
      'If the certificate was renewed, connect anew with the command "VMSpec: Connect to Host..."; otherwise someone else answers under this address.',
      { passing: false },
    );
  }
  const { message, hint, passing, untrusted } = explainConnectFailure(error);
  if (untrusted) {
    return new HostFailure(
      `The certificate of ${url.origin} is not trusted: ${error.message}.`,
      'Pin it with the command "VMSpec: Connect to Host...".',
      { passing: false },
    );
  }
  return new HostFailure(`No answer from ${url.origin}: ${message}.`, hint, { passing });
}
