import assert from 'node:assert/strict';
import { routes, type Route } from '#schemas/protocol/routes.ts';
import { RPC_PATH } from '../../../server/src/host/rpc/register.ts';
import { measured } from '../../support/goals/measured.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { foreignNames, foreignPages } from '../../support/host/foreignRequests.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { head, rawExchange, upgradeLines } from '../../support/host/raw.ts';
import { untouched } from '../../support/host/untouched.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Every way in: the routes of the table, an address that is none, and the upgrade. */
const ways: readonly { readonly line: string; readonly open: boolean; readonly lines: readonly string[] }[] =
  [
    ...Object.values(routes).map(({ method, path, role }: Route) => ({
      line: `${method} ${path.replace('{id}', UNKNOWN)} HTTP/1.1`,
      open: role === null,
      lines: method === 'GET' ? [] : ['Content-Length: 0'],
    })),
    { line: 'GET /none HTTP/1.1', open: false, lines: [] },
    { line: `GET ${RPC_PATH} HTTP/1.1`, open: false, lines: upgradeLines },
  ];

const wrongTokens = [
  [],
  ['Authorization: Bearer wrong'],
  ['Authorization: Basic x'],
  ['Authorization: Bearer '],
];

describe('every way in', function () {
  this.timeout(60_000);
  const host = oneHost({ config: { allowed_origins: ['https://console.example'] } });

  it('S1: is 401 without a valid token, but for those that need none', async () => {
    const closed = ways.filter(({ open }) => !open);
    assert.ok(closed.length > 20);
    for (const { line, lines } of closed) {
      for (const token of wrongTokens) {
        const text = head(line, 'Host: 127.0.0.1', ...token, ...lines);
        const answer = await untouched(host(), () => rawExchange(host(), text));
        assertError(answer, 401, 'unauthorized');
      }
    }
    const tried = `${String(closed.length)} ways in with ${String(wrongTokens.length)} wrong tokens`;
    measured({ goal: 'S1', tried, result: 'all 401', reached: true });
  });

  it('S1: is refused under every wrong name and from every web page, with the best token and with none', async () => {
    const cases = [...foreignNames, ...foreignPages];
    for (const { line, lines } of ways) {
      for (const foreign of cases) {
        for (const token of [[`Authorization: Bearer ${host().token}`], []]) {
          const text = head(line, ...foreign.lines, ...token, ...lines);
          const answer = await untouched(host(), () => rawExchange(host(), text));
          assertError(answer, foreign.status, foreign.code);
        }
      }
    }
    const tried = `${String(ways.length)} ways in, ${String(cases.length)} wrong names and pages`;
    measured({ goal: 'S1', tried, result: 'all 403 or 400', reached: true });
  });
});
