import assert from 'node:assert/strict';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { head, rawExchange, upgradeLines } from '../../support/host/raw.ts';
import { untouched } from '../../support/host/untouched.ts';
import { spec, vm } from '../../support/host/vm.ts';

const MEGABYTE = 1024 * 1024;

describe('T27: the Authorization header', () => {
  const host = oneHost();

  interface Case {
    readonly title: string;
    readonly values: (token: string) => readonly string[];
    readonly status?: number;
    readonly code?: string;
  }
  const cases: readonly Case[] = [
    { title: 'none', values: () => [] },
    { title: 'an empty one', values: () => [''] },
    { title: 'a wrong token', values: (token) => [`Bearer ${'A'.repeat(token.length)}`] },
    { title: 'a truncated token', values: (token) => [`Bearer ${token.slice(0, -1)}`] },
    { title: 'a token with more behind it', values: (token) => [`Bearer ${token}A`] },
    { title: 'a token and a second word', values: (token) => [`Bearer ${token} x`] },
    { title: 'the bare token', values: (token) => [token] },
    { title: 'another scheme', values: (token) => [`Basic ${token}`] },
    { title: 'the right token twice', values: (token) => [`Bearer ${token}`, `Bearer ${token}`] },
    { title: 'a wrong and the right token', values: (token) => ['Bearer wrong', `Bearer ${token}`] },
    { title: 'a very long token', values: () => [`Bearer ${'A'.repeat(8000)}`] },
    {
      title: 'a megabyte of token',
      values: () => [`Bearer ${'A'.repeat(MEGABYTE)}`],
      status: 431,
      code: 'headers_too_large',
    },
  ];

  for (const { title, values, status = 401, code = 'unauthorized' } of cases) {
    const lines = (): string[] => [
      'Host: 127.0.0.1',
      ...values(host().token).map((value) => `Authorization: ${value}`),
    ];

    it(`T27: ${title} is refused with ${String(status)} before any of the body has come`, async () => {
      const started = head(
        'POST /api/vms/provision HTTP/1.1',
        ...lines(),
        'Content-Type: application/json',
        'Content-Length: 900000',
      );
      const answer = await untouched(host(), () => rawExchange(host(), started));
      assertError(answer, status, code);
    });

    it(`T27: ${title} never completes an upgrade`, async () => {
      const started = head('GET /api/rpc HTTP/1.1', ...lines(), ...upgradeLines);
      assertError(await untouched(host(), () => rawExchange(host(), started)), status, code);
    });
  }

  it('T27: a token in the address is none', async () => {
    const answer = await request(host(), { path: `/api/vms?access_token=${host().token}`, token: null });
    assertError(answer, 401, 'unauthorized');
    assert.ok(!answer.text.includes(host().token));
  });

  it('T27: a body that is no JSON is not looked at before the token', async () => {
    for (const body of ['{', spec(vm('web-01'))]) {
      const asked = { method: 'POST', path: '/api/vms/provision', body, token: null };
      const error = assertError(await untouched(host(), () => request(host(), asked)), 401, 'unauthorized');
      assert.equal(error.errors, undefined);
    }
  });

  it('T27: the scheme is written in any case', async () => {
    const answer = await request(host(), {
      path: '/api/vms',
      headers: { authorization: `bearer ${host().token}` },
    });
    assert.equal(answer.status, 200);
  });
});
