import { WebSocket } from 'ws';
import { createAgent } from '#shared/host/pinnedAgent.ts';
import { readAnswer, refusal, unreachable } from './answerFailure.ts';
import type { Target } from './target.ts';

const CONNECT_MS = 15_000;
/** Bytes of one frame: a page of a snapshot and the largest plan are far below. */
const FRAME_BYTES = 8 * 1024 * 1024;

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
      void readAnswer(answer)
        .then((body) => reject(refusal(url, answer.statusCode, body)), reject)
        .finally(() => agent.destroy());
    });
  });
}
