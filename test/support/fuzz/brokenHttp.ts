import fc from 'fast-check';
import type { DrawnRequest } from './requestArbitrary.ts';
import { requests } from './requestArbitrary.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Changes the bytes of a request at a place and below, so that it may not be HTTP any more. */
type Damage = (bytes: Buffer, at: number) => Buffer;

const replaced = (bytes: Buffer, at: number, length: number, piece: string): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(piece, 'latin1'), bytes.subarray(at + length)]);

const pieces = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  ':',
  '\xff',
  '\r\n\r\n',
  '\t',
  '%',
  'HTTP/1.1',
  '\r\nHost: evil.com',
];

const damages: readonly Damage[] = [
  ...pieces.flatMap((piece): Damage[] => [
    (bytes, at) => replaced(bytes, at, 0, piece),
    (bytes, at) => replaced(bytes, at, 1, piece),
  ]),
  (bytes, at) => replaced(bytes, at, 3, ''),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => Buffer.concat([bytes.subarray(0, at), bytes]),
];

const oddLines = [
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 1e3',
    'Content-Length: 99999999999999999999',
  ],
  ...['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked, identity', 'Transfer-Encoding : chunked'],
  ...['Host: localhost', ' folded: x', 'no colon', ': no name', '__proto__: x', 'constructor: x', 'X: \x01'],
  ...[
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Expect: 100-continue',
    'Sec-WebSocket-Key: x',
    'Trailer: x',
  ],
];

/** Bytes of requests that are broken as HTTP; the token is filled in when they are sent. */
export const brokenHttp: fc.Arbitrary<(token: string) => Buffer> = fc
  .record({
    drawn: requests,
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', 'http/1.1', 'X', ''),
    lines: fc.array(fc.constantFrom(...oddLines), { maxLength: 2 }),
    changes: fc.array(fc.tuple(fc.constantFrom(...damages), fraction), { maxLength: 3 }),
  })
  .map(({ drawn, version, lines, changes }) => (token) => {
    const whole = bytesOf(drawn, version, lines, token);
    return changes.reduce((bytes, [damage, at]) => damage(bytes, Math.floor(at * bytes.length)), whole);
  });

function bytesOf(drawn: DrawnRequest, version: string, lines: readonly string[], token: string): Buffer {
  const body = Buffer.from(drawn.body ?? '').subarray(0, 2_000);
  const path = drawn.variant(drawn.operation.path.replace('{id}', drawn.id.other ?? 'none')) + drawn.search;
  const headers = Object.entries(drawn.headers).map(([name, value]) => `${name}: ${value ?? ''}`);
  const head = [
    `${drawn.method} ${path} ${version}`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    ...['Connection: close', 'Content-Type: application/json', `Content-Length: ${String(body.length)}`],
    ...headers,
    ...lines,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}
