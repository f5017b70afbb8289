import assert from 'node:assert/strict';
import { routes, type Route } from '#schemas/protocol/routes.ts';
import { assertError } from '../../support/host/assertAnswer.ts';
import { request } from '../../support/host/client.ts';
import { oneHost } from '../../support/host/oneHost.ts';
import { head, rawExchange } from '../../support/host/raw.ts';
import { untouched } from '../../support/host/untouched.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const all: readonly Route[] = Object.values(routes);
const paths = [...new Set(all.map(({ path }) => path))];
const written = (path: string): string => path.replace('{id}', UNKNOWN);
/** Methods of every route that the path is one of: `/api/vms/plan` is a VM's address too. */
const methodsAt = (path: string): string[] =>
  all
    .filter((route) => new RegExp(`^${route.path.replace('{id}', '[^/]+')}$`).test(written(path)))
    .map(({ method }) => method);

describe('addresses and methods', () => {
  const host = oneHost();

  const missing = [
    ['GET', `/api/jobs/${UNKNOWN}`, 'job_not_found'],
    ['GET', '/api/jobs/x', 'job_not_found'],
    ['GET', '/api/jobs/1%20OR%201=1', 'job_not_found'],
    ['GET', '/api/jobs/%F0%9F%9A%80', 'job_not_found'],
    ['GET', `/api/jobs/${'x'.repeat(256)}`, 'job_not_found'],
    ['POST', `/api/jobs/${UNKNOWN}/cancel`, 'job_not_found'],
    ['POST', '/api/jobs/x/retry', 'job_not_found'],
    ['GET', `/api/vms/${UNKNOWN}`, 'vm_not_found'],
    ['GET', '/api/vms/__proto__', 'vm_not_found'],
    ['POST', '/api/vms/x/start', 'vm_not_found'],
    ['POST', '/api/vms/x/stop', 'vm_not_found'],
    ['POST', '/api/vms/x/restart', 'vm_not_found'],
    ['DELETE', '/api/vms/x', 'vm_not_found'],
    ['DELETE', '/api/tokens/x', 'token_not_found'],
    ['GET', '/', 'route_not_found'],
    ['GET', '/api', 'route_not_found'],
    ['GET', '/API/vms', 'route_not_found'],
    ['GET', '/api/jobs/x/y', 'route_not_found'],
    ['GET', '/favicon.ico', 'route_not_found'],
    ['POST', '/api/rpc/x', 'route_not_found'],
  ] as const;
  for (const [method, path, code] of missing) {
    it(`T44: ${method} ${path.slice(0, 60)} is 404 ${code}`, async () => {
      assertError(await untouched(host(), () => request(host(), { method, path })), 404, code);
    });
  }

  const ambiguous = [
    ...['/api/jobs/', '/api/vms/', `/api/jobs/${UNKNOWN}/`, '/api//jobs', '//api/jobs', '/api/jobs/../vms'],
    ...['/api/jobs/%5C', '/api/jobs/%5c..%5cvms', '/api/jobs/a\\b', '/api/jobs/%00', '/api/jobs/x%00y'],
    ...[
      '/api/jobs/a%2Fb',
      '/api/jobs/%2e%2e',
      '/api/jobs/.',
      '/api/%6aobs/%00',
      '/api/jobs/%',
      '/api/jobs/%zz',
    ],
    ...['/api/jobs/%ff', '/api/jobs/%c0%af', '/api/jobs/%ed%a0%80'],
  ];
  for (const path of ambiguous) {
    it(`T44: the path ${path} is 400`, async () => {
      const lines = ['Host: 127.0.0.1', `Authorization: Bearer ${host().token}`];
      const answer = await rawExchange(host(), head(`GET ${path} HTTP/1.1`, ...lines));
      assertError(answer, 400, 'malformed_request');
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.equal(answer.headers['cache-control'], 'no-store');
    });
  }

  for (const path of paths) {
    const takes = methodsAt(path);
    const others = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'].filter(
      (method) => !takes.includes(method),
    );
    it(`T44: ${path} is 405 for ${others.join(', ')}, and Allow names ${takes.join(', ')}`, async () => {
      for (const method of others) {
        const answer = await untouched(host(), () => request(host(), { method, path: written(path) }));
        assert.equal(answer.status, 405, `${method} ${answer.text}`);
        assert.deepEqual(answer.headers.allow?.split(', ').sort(), takes.toSorted());
        if (method === 'HEAD') assert.equal(answer.text, '');
        else assertError(answer, 405, 'method_not_allowed');
      }
    });
  }

  it('OPTIONS never answers with a permission for other origins', async () => {
    const headers = { 'access-control-request-method': 'POST' };
    const answer = await request(host(), { method: 'OPTIONS', path: '/api/vms/provision', headers });
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
    assert.deepEqual(cors, []);
  });

  for (const { method, path, role, query } of all.filter((route) => route.role !== null)) {
    it(`${method} ${path} refuses a query parameter that it does not know`, async () => {
      const asked = { method, path: `${written(path)}?surplus=1` };
      const answer = await untouched(host(), () => request(host(), asked));
      const error = assertError(answer, 400, 'invalid_request');
      assert.notEqual(role, null);
      assert.deepEqual(
        error.errors?.map(({ parameter, code }) => [parameter, code]),
        [['surplus', 'unknown_member']],
      );
      for (const known of Object.keys(query?.members ?? {})) assert.ok(error.message.includes(known));
    });
  }

  const queries = [
    ['/api/jobs?limit=0', 'limit', 'out_of_range'],
    ['/api/jobs?limit=201', 'limit', 'out_of_range'],
    ['/api/jobs?limit=1.5', 'limit', 'wrong_type'],
    ['/api/jobs?limit=+1', 'limit', 'wrong_type'],
    ['/api/jobs?limit=1&limit=1', 'limit', 'not_unique'],
    ['/api/jobs?status=success', 'status', 'not_allowed'],
    ['/api/jobs?after=-1', 'after', 'bad_format'],
    ['/api/jobs?__proto__=1', '__proto__', 'unknown_member'],
    ['/api/jobs/x?wait=61', 'wait', 'out_of_range'],
    ['/api/events?after=-1', 'after', 'wrong_type'],
    ['/api/events?after=9007199254740992', 'after', 'out_of_range'],
  ] as const;
  for (const [path, parameter, code] of queries) {
    it(`${path} is ${code}`, async () => {
      const error = assertError(await request(host(), { path }), 400, 'invalid_request');
      assert.deepEqual(
        error.errors?.map((item) => [item.parameter, item.code]),
        [[parameter, code]],
      );
    });
  }

  for (const query of ['disks=no', 'force=1', 'force=TRUE', 'disks=']) {
    it(`DELETE with ?${query} is refused before the VM is looked for`, async () => {
      const answer = await request(host(), { method: 'DELETE', path: `/api/vms/x?${query}` });
      assert.equal(assertError(answer, 400, 'invalid_request').errors?.[0]?.parameter, query.split('=')[0]);
    });
  }

  const keys = ['', ' ', 'a b', 'x'.repeat(256), 'caf\u00e9', 'a\tb'];
  const jobRoutes = all.filter(({ makesJob }) => makesJob === true);
  for (const { method, path } of jobRoutes) {
    it(`${method} ${path} refuses an Idempotency-Key that is none`, async () => {
      for (const key of keys) {
        const asked = { method, path: written(path), headers: { 'idempotency-key': key } };
        const error = assertError(
          await untouched(host(), () => request(host(), asked)),
          400,
          'invalid_request',
        );
        if (path !== '/api/vms/provision') assert.equal(error.errors?.[0]?.parameter, 'Idempotency-Key', key);
      }
    });
  }
});
