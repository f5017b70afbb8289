import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { member, request, type TestRequest } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { head, rawExchange } from '../../support/host/raw.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';

const good = JSON.stringify(spec(vm('web-01')));

interface Case {
  readonly title: string;
  readonly body?: unknown;
  readonly headers?: TestRequest['headers'];
  readonly status: 400 | 413 | 415;
  /** Of the first problem, with its pointer. */
  readonly problem?: string;
  readonly pointer?: string;
}

const text = (type: string | undefined): Pick<Case, 'body' | 'headers' | 'status'> => ({
  body: good,
  headers: { 'content-type': type },
  status: 415,
});

const cases: readonly Case[] = [
  {
    title: 'no body at all',
    status: 400,
    problem: 'invalid_json',
    headers: { 'content-type': 'application/json' },
  },
  { title: 'an empty body', body: '', status: 400, problem: 'invalid_json' },
  { title: 'blanks', body: ' \n ', status: 400, problem: 'invalid_json' },
  { title: '[]', body: '[]', status: 400, problem: 'wrong_type' },
  { title: 'null', body: 'null', status: 400, problem: 'wrong_type' },
  { title: 'a text', body: '"x"', status: 400, problem: 'wrong_type' },
  { title: '1 MiB + 1 byte', body: good.padEnd(SPEC_BYTES + 1), status: 413 },
  { title: '3 MiB', body: good.padEnd(3 * SPEC_BYTES), status: 413 },
  {
    title: 'gzip',
    body: gzipSync(good.padEnd(SPEC_BYTES)),
    headers: { 'content-encoding': 'gzip' },
    status: 415,
  },
  { title: 'brotli by name', body: good, headers: { 'content-encoding': 'br' }, status: 415 },
  { title: 'text/plain', ...text('text/plain') },
  { title: 'no content type', ...text(undefined) },
  { title: 'a form', ...text('application/x-www-form-urlencoded') },
  { title: 'several parts', ...text('multipart/form-data; boundary=x') },
  { title: 'a malformed content type', ...text('json') },
  { title: 'JSON in Latin-1', ...text('application/json; charset=iso-8859-1') },
  { title: 'gzip that does not say so', body: gzipSync(good), status: 400, problem: 'invalid_utf8' },
  {
    title: 'invalid UTF-8',
    body: Buffer.from(good.replace('web', 'w\xe9b'), 'latin1'),
    status: 400,
    problem: 'invalid_utf8',
  },
  { title: 'UTF-16', body: Buffer.from(`\ufeff${good}`, 'utf16le'), status: 400, problem: 'invalid_utf8' },
  { title: 'a byte order mark', body: `\ufeff${good}`, status: 400, problem: 'byte_order_mark' },
  {
    title: 'a lone surrogate, escaped',
    body: good.replace('web-01', '\\ud800'),
    status: 400,
    problem: 'lone_surrogate',
    pointer: '/provisioning_request/vms/0/vm_name',
  },
  {
    title: 'a lone surrogate, as bytes',
    body: Buffer.from(good.replace('web', 'w\xed\xa0\x80b'), 'latin1'),
    status: 400,
    problem: 'invalid_utf8',
  },
];

const codes = { 400: 'invalid_request', 413: 'body_too_large', 415: 'unsupported_media_type' } as const;

describe('T31: bodies', () => {
  const host = oneHost();

  for (const path of ['/api/vms/provision', '/api/vms/plan']) {
    for (const { title, body, headers = {}, status, problem, pointer = '' } of cases) {
      it(`T31: ${title} at ${path} is refused with ${String(status)}`, async () => {
        const asked = { method: 'POST', path, body, headers };
        const answer = await untouched(host(), () => request(host(), asked));
        const error = assertError(answer, status, codes[status]);
        assert.equal(error.errors?.[0]?.code, problem);
        if (problem === undefined) return;
        assert.deepEqual(
          error.errors?.map((item) => [item.code, item.pointer]),
          [[problem, pointer]],
        );
        assert.equal(error.message, error.errors[0]?.message);
      });
    }
  }

  it('T31: a body that arrives in chunks is cut off at 1 MiB', async () => {
    const lines = [`Authorization: Bearer ${host().token}`, 'Content-Type: application/json'];
    const start = head(
      'POST /api/vms/provision HTTP/1.1',
      'Host: 127.0.0.1',
      ...lines,
      'Transfer-Encoding: chunked',
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const answer = await untouched(host(), () => rawExchange(host(), start + chunk.repeat(17)));
    assertError(answer, 413, 'body_too_large');
  });

  it('T31: a body of exactly 1 MiB is read', async () => {
    const asked = { method: 'POST', path: '/api/vms/plan', body: good.padEnd(SPEC_BYTES) };
    const answer = await request(host(), asked);
    assert.equal(answer.status, 200, answer.text);
    assert.equal(member(answer.body, 'fits'), true);
  });

  it('T31: other bodies may have 64 KiB and no more', async () => {
    const token = JSON.stringify({ name: 'ci', role: 'viewer', surplus: 1 });
    const ask = (body: string): TestRequest => ({ method: 'POST', path: '/api/tokens', body });
    const longest = await untouched(host(), () => request(host(), ask(token.padEnd(64 * 1024))));
    assert.equal(assertError(longest, 400).errors?.[0]?.pointer, '/surplus');
    const tooLong = await untouched(host(), () => request(host(), ask(token.padEnd(64 * 1024 + 1))));
    assertError(tooLong, 413, 'body_too_large');
  });

  it('T31: JSON of any case and with utf-8 said is taken', async () => {
    for (const type of [
      'APPLICATION/JSON',
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"',
    ]) {
      const headers = { 'content-type': type };
      const answer = await request(host(), { method: 'POST', path: '/api/vms/plan', body: good, headers });
      assert.equal(answer.status, 200, type);
    }
  });

  for (const character of ['[', '{"a":']) {
    it(`T32: ${character} a million times is refused for its size or its depth`, async () => {
      for (const path of ['/api/vms/provision', '/api/vms/plan', '/api/tokens']) {
        const asked = { method: 'POST', path, body: character.repeat(1_000_000) };
        const answer = await untouched(host(), () => request(host(), asked));
        assert.ok(answer.status === 400 || answer.status === 413, answer.text);
        const error = assertError(answer, answer.status);
        if (answer.status === 400) assert.equal(error.errors?.[0]?.code, 'too_deep');
        assert.ok(answer.text.length < 2000);
      }
    });
  }
});
