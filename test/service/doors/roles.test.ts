import assert from 'node:assert/strict';
import { roleSuffices, type Role } from '#schemas/roles.ts';
import { methods, type Method } from '#schemas/protocol/methods.ts';
import { routes, type Route } from '#schemas/protocol/routes.ts';
import { assertError, assertErrorBody, assertRouteAnswer } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { openRpc, refusedUpgrade } from '../../support/host/socket.ts';
import { makeToken } from '../../support/host/tokens.ts';
import { untouched } from '../../support/host/untouched.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const all: readonly Route[] = Object.values(routes);
const allMethods: readonly (readonly [string, Method])[] = Object.entries(methods);
const roles: readonly Role[] = ['viewer', 'operator', 'admin'];

describe('who may do what', () => {
  const host = oneHost();
  const tokens = new Map<Role, string>();
  before(async () => {
    for (const role of roles) tokens.set(role, await makeToken(host(), `a-${role}`, role));
  });

  for (const route of all) {
    const { method, path, role } = route;
    const asked = { method, path: path.replace('{id}', UNKNOWN) };

    it(`S1: ${method} ${path} ${role === null ? 'needs no token' : 'is 401 without a token'}`, async () => {
      const answer = await untouched(host(), () => request(host(), { ...asked, token: null }));
      assertRouteAnswer(route, answer);
      if (role === null) assert.equal(answer.status, route.body === undefined ? 200 : 400);
      else assertError(answer, 401, 'unauthorized');
    });

    it(`S1: ${method} ${path} is 403 under a strange name and from a web page`, async () => {
      for (const token of [null, host().token]) {
        const named = await request(host(), { ...asked, token, headers: { host: 'evil.com' } });
        assertError(named, 403, 'host_not_allowed');
        assertRouteAnswer(route, named);
        const page = await request(host(), { ...asked, token, headers: { origin: 'https://evil.com' } });
        assertError(page, 403, 'origin_not_allowed');
        assertRouteAnswer(route, page);
      }
    });

    for (const having of roles.filter((one) => role !== null && !roleSuffices(one, role))) {
      it(`${method} ${path} is 403 for ${having} and names the role ${String(role)}`, async () => {
        const token = tokens.get(having) ?? '';
        const answer = await untouched(host(), () => request(host(), { ...asked, token }));
        assertRouteAnswer(route, answer);
        const { message } = assertError(answer, 403, 'forbidden');
        assert.equal(
          message,
          `This needs the role ${String(role)}; the token "a-${having}" has the role ${having}.`,
        );
      });
    }

    for (const having of roles.filter((one) => role !== null && roleSuffices(one, role))) {
      it(`${method} ${path} lets ${having} through the guard`, async () => {
        const answer = await untouched(host(), () =>
          request(host(), { ...asked, token: tokens.get(having) ?? '' }),
        );
        assertRouteAnswer(route, answer);
        assert.ok(![401, 403].includes(answer.status), answer.text);
      });
    }
  }

  for (const [name, { role }] of allMethods) {
    it(`${name} is refused to roles below ${role} and to no other`, async () => {
      for (const having of roles) {
        const rpc = await openRpc(host(), { token: tokens.get(having) ?? '' });
        const answer = await untouched(host(), () => rpc.call(name, { surplus: 1 }));
        if (roleSuffices(having, role)) assert.equal(answer.error?.code, -32602);
        else {
          assert.equal(answer.error?.code, -32000);
          const { message } = assertErrorBody(answer.error.data, 403, 'forbidden');
          assert.equal(answer.error.message, message);
          assert.match(message, new RegExp(`needs the role ${role};.* has the role ${having}`));
        }
        await rpc.close();
      }
    });
  }

  it('S1: the upgrade is 401 without a token and 403 under a strange name or from a web page', async () => {
    assertError(await refusedUpgrade(host(), { token: null }), 401, 'unauthorized');
    assertError(await refusedUpgrade(host(), { token: 'x' }), 401, 'unauthorized');
    assertError(await refusedUpgrade(host(), { headers: { host: 'evil.com' } }), 403, 'host_not_allowed');
    assertError(await refusedUpgrade(host(), { headers: { origin: 'null' } }), 403, 'origin_not_allowed');
  });
});
