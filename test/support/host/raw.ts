import { connect } from 'node:net';
import { jsonOf, type Reachable, type TestAnswer } from './client.ts';

/**
 * Sends bytes as they are on a connection of their own, and answers what the host sent until it closed the connection
 * or the first answer was whole. Status 0: the host closed without a word.
 */
export function rawExchange(host: Reachable, bytes: string | Uint8Array): Promise<TestAnswer> {
  const { hostname, port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const chunks: Uint8Array[] = [];
    const read = (): string => Buffer.concat(chunks).toString('latin1');
    const settle = (): void => {
      socket.destroy();
      resolve(parse(Buffer.concat(chunks)));
    };
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isWhole(read())) settle();
    });
    socket.once('end', settle);
    socket.once('error', (error) => {
      if (chunks.length > 0) settle();
      else reject(error);
    });
    socket.write(bytes);
  });
}

/** Text of a request's head: these lines, without any that are not given. */
export function head(...lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Header lines of a WebSocket upgrade, beside Host and token. */
export const upgradeLines: readonly string[] = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  if (text.startsWith('HTTP/1.1 101')) return true;
  const length = /^content-length: *(\d+)/im.exec(text.slice(0, end))?.[1];
  return length !== undefined && text.length >= end + 4 + Number(length);
}

function parse(bytes: Buffer): TestAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  // A second answer behind the first one is not a part of it.
  const length = Number(headers['content-length'] ?? Infinity);
  const text = end < 0 ? '' : bytes.subarray(end + 4, end + 4 + length).toString('utf8');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  return { status, headers, text, body: jsonOf(text) };
}
