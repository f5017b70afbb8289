import fc from 'fast-check';
import type { Operation } from './operations.ts';

/** The usual value, and one time in sixteen an odd one. */
export function seldom<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** Ways to write a path that no client of ours uses. */
export const variants: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => path.replace('/', '//'),
  (path) => path.toUpperCase(),
  (path) => `${path}/../vms`,
  (path) => `${path}%00`,
  (path) => `${path}%5c`,
  (path) => `${path}%2f`,
  (path) => `${path}%zz`,
  (path) => `${path}/%2e%2e/x`,
  (path) => path.replace('/api', '/api/v1'),
  (path) => path.slice(0, -1),
  (path) => `${path}#x`,
  (path) => path.replace(/.$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
  (path) => `/${'x'.repeat(9_000)}${path}`,
  (path) => `http://127.0.0.1${path}`,
  () => '/',
  () => '*',
  () => '/favicon.ico',
];

/** What may stand where an id belongs. */
export const otherIds = fc.oneof(
  fc.uuid(),
  fc.constantFrom(
    '0',
    'null',
    '__proto__',
    'constructor',
    '-1',
    'x'.repeat(300),
    'x'.repeat(6_000),
    '%00',
    'a%2fb',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map(percent),
);

/** Each byte of a text as a URL can hold it. */
function percent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** A query of these names and values. */
export function searchOf(pairs: readonly (readonly [string, unknown])[]): string {
  const text = pairs.map(([name, value]) => `${percent(name)}=${percent(String(value))}`);
  return text.length === 0 ? '' : `?${text.join('&')}`;
}

/** Queries that an operation does not take, or not so. */
export function oddSearch({ query }: Operation): fc.Arbitrary<string> {
  const name = fc.constantFrom('x', '__proto__', 'constructor', '', 'limit', ...query.map((one) => one.name));
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '-1',
      '1.5',
      '1e9',
      '99999999999999999999',
      'true',
      'NULL',
      '[]',
      ' 1',
      '\u0000',
      "'--",
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  return fc.oneof(
    fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 4 }).map(searchOf),
    fc.constantFrom('?', '??', '?&&', '?=', '?%zz', '?after=%ff', '?wait=1?x=1', `?x=${'y'.repeat(4_000)}`),
  );
}

/** Headers that should change nothing, or have a request refused; `undefined` takes a usual one away. */
export const oddHeaders: fc.Arbitrary<Record<string, string | undefined>> = fc.constantFrom<
  Record<string, string | undefined>
>(
  ...[
    'text/plain',
    'application/xml',
    '',
    'application/json; charset=latin1',
    'APPLICATION/JSON',
    'a/b/c',
  ].map((type) => ({ 'content-type': type })),
  { 'content-type': 'application/json; charset="utf-8"; x=' },
  { 'content-type': 'application/json;;;' },
  { 'content-type': undefined },
  { 'content-length': undefined, 'transfer-encoding': 'chunked' },
  ...['gzip', 'identity', 'br', ''].map((encoding) => ({ 'content-encoding': encoding })),
  ...['https://evil.example', 'null', '', 'vscode-webview://x', 'http://[::1'].map((origin) => ({ origin })),
  ...['evil.com', 'localhost.', '[::1', '127.0.0.1.nip.io', 'localhost:99999', 'LOCALHOST', ''].map(
    (host) => ({
      host,
    }),
  ),
  ...['Bearer', 'Basic YTpi', 'Bearer \u00e9', 'bearer x', `Bearer ${'x'.repeat(5_000)}`].map(
    (authorization) => ({
      authorization,
    }),
  ),
  { 'sec-fetch-site': 'cross-site' },
  { __proto__x: 'x', constructor: 'x' },
  { accept: 'text/html', 'accept-encoding': 'gzip', 'if-none-match': '*', range: 'bytes=0-1' },
  { expect: '100-continue' },
  { expect: 'wonders' },
  { connection: 'upgrade', upgrade: 'h2c' },
  { connection: 'upgrade', upgrade: 'websocket' },
  { connection: 'close, x', te: 'trailers', 'keep-alive': 'timeout=9999999' },
  { 'x-http-method-override': 'DELETE', 'x-forwarded-host': 'evil.com', 'x-request-id': 'mine' },
  { 'x-large': 'x'.repeat(20_000) },
  Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`x-${String(n)}`, 'x'])),
);
