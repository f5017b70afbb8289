import type { Duplex } from 'node:stream';
import type { Random } from '../ports.ts';
import { errorBody, refuse, statusOf } from '../refusal.ts';

/** Answers what is not even HTTP, too large, or too slow; then the connection is closed. */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Duplex,
  random: Random,
): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { refusal } = refuse(brokenRequestCode(error.code));
  const body = JSON.stringify(errorBody(refusal, random.uuid()));
  const head = [
    `HTTP/1.1 ${statusOf(refusal)} ${refusal.code}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function brokenRequestCode(
  code: string | undefined,
): 'headers_too_large' | 'request_timeout' | 'malformed_request' {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_timeout' : 'malformed_request';
}
