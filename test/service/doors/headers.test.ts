import assert from 'node:assert/strict';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { head, rawExchange, upgradeLines } from '../../support/host/raw.ts';
import { untouched } from '../../support/host/untouched.ts';

const many = (count: number): string[] => Array.from({ length: count }, (_, n) => `X-${String(n)}: x`);

describe('headers and request lines', () => {
  const host = oneHost();
  const common = (): string[] => ['Host: 127.0.0.1', `Authorization: Bearer ${host().token}`];

  const cases = [
    { title: 'a header named __proto__', lines: ['__proto__: x'], status: 400, code: 'malformed_request' },
    { title: '200 headers', lines: many(200), status: 431, code: 'headers_too_large' },
    { title: '3,000 short headers', lines: many(3000), status: 431, code: 'headers_too_large' },
    {
      title: 'a header of 32 KiB',
      lines: [`X-Long: ${'x'.repeat(32 * 1024)}`],
      status: 431,
      code: 'headers_too_large',
    },
    { title: 'a header without a name', lines: [': x'], status: 400, code: 'malformed_request' },
    { title: 'a space before the colon', lines: ['X-A : x'], status: 400, code: 'malformed_request' },
    { title: 'a NUL in a header', lines: ['X-A: a\0b'], status: 400, code: 'malformed_request' },
    {
      title: 'both a length and chunks',
      lines: ['Content-Length: 2', 'Transfer-Encoding: chunked'],
      status: 400,
      code: 'malformed_request',
    },
    {
      title: 'two lengths',
      lines: ['Content-Length: 2', 'Content-Length: 3'],
      status: 400,
      code: 'malformed_request',
    },
  ] as const;

  for (const { title, lines, status, code } of cases) {
    it(`T30: ${title} is refused with ${String(status)}`, async () => {
      const text = head('GET /api/vms HTTP/1.1', ...common(), ...lines);
      assertError(await untouched(host(), () => rawExchange(host(), text)), status, code);
      assert.equal((await request(host(), { path: '/healthz', token: null })).status, 200);
    });
  }

  for (const { title, lines, status, code } of cases.slice(0, 4)) {
    it(`T30: ${title} never completes an upgrade`, async () => {
      const text = head('GET /api/rpc HTTP/1.1', ...common(), ...upgradeLines, ...lines);
      assertError(await untouched(host(), () => rawExchange(host(), text)), status, code);
      assert.equal((await request(host(), { path: '/healthz', token: null })).status, 200);
    });
  }

  it('64 headers are not too many, 65 are', async () => {
    const other = [...common(), 'Connection: close'];
    const ask = (count: number): string =>
      head('GET /api/host HTTP/1.1', ...other, ...many(count - other.length));
    assert.equal((await rawExchange(host(), ask(64))).status, 200);
    assertError(await rawExchange(host(), ask(65)), 431, 'headers_too_large');
  });

  for (const line of ['GARBAGE', 'GET /api/vms HTTP/9.9', 'FOO /api/vms HTTP/1.1', '\x16\x03\x01']) {
    it(`${JSON.stringify(line)} is answered 400 in the same shape`, async () => {
      assertError(await rawExchange(host(), head(line, ...common())), 400, 'malformed_request');
      assert.equal((await request(host(), { path: '/healthz', token: null })).status, 200);
    });
  }
});
