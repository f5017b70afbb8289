import assert from 'node:assert/strict';
import { routes, type Route, type RouteName } from '#schemas/protocol/routes.ts';
import { methods, type MethodName } from '#schemas/protocol/methods.ts';
import { assertErrorBody, assertRouteAnswer, assertValid } from '../../support/host/assertAnswer.ts';
import { member, request, type TestAnswer } from '../../support/host/client.ts';
import { ended, provisioned } from '../../support/host/jobs.ts';
import { hosts } from '../../support/host/hosts.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import { openRpc } from '../../support/host/socket.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';

/** A machine that others use too, so that the answers have something to tell. */
const machine = {
  ...smallMachine,
  vms: [
    {
      vm_name: 'dc-01',
      state: 'Running' as const,
      cpu_cores: 2,
      ram_startup_mb: 2048,
      disks: [{ path: 'C:\\VMs\\dc-01.vhdx', size_gb: 60, file_gb: 12 }],
    },
  ],
};

/** A disk that is no template yet. */
const NEW_TEMPLATE = 'C:\\Images\\alpine-3.20.vhdx';

interface Ids {
  readonly code: string;
  readonly job: string;
  readonly failed: string;
  readonly vm: string;
  /** A VM of others. */
  readonly other: string;
}

/** Jobs and VMs in every state that the answers can tell of. */
async function furnish(host: TestHost): Promise<Ids> {
  const done = await provisioned(
    host,
    spec(vm('web-01', { copies: 2, notes: 'of the lab', tags: ['a', 'b'] })),
  );
  assert.equal(done.status, 'Success');
  host.hyperv.faults.add({ kind: 'error', step: 'start', vm_name: 'bad-01' });
  const failed = await provisioned(host, spec(vm('bad-01'), vm('good-01')));
  assert.equal(failed.reason, 'partial');
  host.hyperv.faults.clear();
  const { vm_id: other } = host.hyperv.byHand.createVm({ name: 'theirs' });
  host.hyperv.byHand.createDisk(NEW_TEMPLATE, 4096);
  await host.host.watch.fresh();
  const { body } = await request(host, { method: 'POST', path: '/api/pairings' });
  const code = String(member(body, 'code'));
  return { code, job: done.job_id, failed: failed.job_id, vm: String(done.vms[0]?.vm_id), other };
}

type Wanted = Readonly<Record<RouteName, (ids: Ids) => { readonly path?: string; readonly body?: unknown }>>;

/** How each route is asked so that it does its work; in this order. */
const asks: Wanted = {
  planVms: () => ({ body: spec(vm('db-01', { data_disks: [{ size_gb: 5 }] })) }),
  listJobs: () => ({ path: '/api/jobs?limit=1' }),
  getJob: ({ failed }) => ({ path: `/api/jobs/${failed}?wait=1` }),
  listVms: () => ({}),
  getAudit: () => ({}),
  repairAudit: () => ({ body: { preview: false, findings: ['file_unexplained:none'] } }),
  adoptVm: ({ other }) => ({ path: `/api/vms/${other}/adopt` }),
  acceptVm: ({ vm: id }) => ({ path: `/api/vms/${id}/accept` }),
  getVm: ({ vm: id }) => ({ path: `/api/vms/${id}` }),
  exportVm: ({ vm: id }) => ({ path: `/api/vms/${id}/spec` }),
  getCapacity: () => ({}),
  listTemplates: () => ({}),
  addTemplate: () => ({ body: { path: NEW_TEMPLATE, os: 'linux', generation: 2, name: 'alpine' } }),
  removeTemplate: () => ({ path: '/api/templates?path=C%3A%5CTemplates%5Calpine.vhdx' }),
  listNetworks: () => ({}),
  getDoctor: () => ({ path: '/api/doctor' }),
  getHost: () => ({}),
  listEvents: () => ({ path: '/api/events?after=0&limit=1000' }),
  createToken: () => ({ body: { name: 'ci', role: 'viewer', expires_in_s: 3600 } }),
  listTokens: () => ({}),
  createPairingCode: () => ({ body: { role: 'viewer', name: 'guest' } }),
  pair: ({ code }) => ({ body: { code, name: 'laptop', cert_sha256: null } }),
  listActivity: () => ({ path: '/api/activity?limit=5&refused=false' }),
  rotateToken: () => ({ path: '/api/tokens/ci/rotate', body: { grace_s: 60 } }),
  revokeToken: () => ({ path: '/api/tokens/ci' }),
  openApi: () => ({}),
  metrics: () => ({}),
  healthz: () => ({}),
  readyz: () => ({}),
  restartVm: ({ vm: id }) => ({ path: `/api/vms/${id}/restart` }),
  stopVm: ({ vm: id }) => ({ path: `/api/vms/${id}/stop`, body: { mode: 'turn_off' } }),
  startVm: ({ vm: id }) => ({ path: `/api/vms/${id}/start`, body: {} }),
  deleteVm: ({ vm: id }) => ({ path: `/api/vms/${id}?disks=keep&force=true` }),
  retryJob: ({ failed }) => ({ path: `/api/jobs/${failed}/retry` }),
  cancelJob: ({ job }) => ({ path: `/api/jobs/${job}/cancel` }),
  provisionVms: () => ({ path: '/api/vms/provision?on_failure=rollback_all', body: spec(vm('new-01')) }),
  stopHost: () => ({ body: {} }),
};

describe('what the host answers', () => {
  const { start } = hosts();

  it('every route answers what its schema promises', async () => {
    const host = await start({ machine });
    const ids = await furnish(host);
    for (const [name, ask] of Object.entries(asks)) {
      const route: Route = routes[name as RouteName];
      const { path = route.path, body } = ask(ids);
      const answer = await request(host, { method: route.method, path, body });
      assertRouteAnswer(route, answer);
      if (name === 'cancelJob') assert.equal(member(answer.body, 'code'), 'job_state');
      else assert.equal(answer.status, route.status, `${name}: ${answer.text}`);
      if (route.makesJob === true && answer.status === 202) await followed(host, answer);
    }
  });

  /** A job that was made is where Location says, and is a valid job until its end. */
  async function followed(host: TestHost, answer: TestAnswer): Promise<void> {
    const jobId = member(answer.body, 'provisioning_job_response', 'job_id');
    assert.equal(answer.headers.location, `/api/jobs/${String(jobId)}`);
    const now = await request(host, { path: answer.headers.location });
    assertRouteAnswer(routes.getJob, now);
    assertValid('Job', await ended(host, String(jobId)));
  }

  it('every method answers what its schema promises, the same as the route does', async () => {
    const host = await start({ machine });
    const ids = await furnish(host);
    const rpc = await openRpc(host);
    const vm_id = ids.vm;
    const asked: Readonly<Record<MethodName, unknown>> = {
      initialize: { client: 'test 1.0', protocol: { min: 1, max: 1 } },
      'vms/plan': { request: spec(vm('db-01')) },
      'vms/list': undefined,
      'vms/get': { vm_id },
      'vms/export': { vm_id },
      'audit/get': undefined,
      'audit/repair': { preview: true },
      'vms/adopt': { vm_id: ids.other },
      'vms/accept': { vm_id },
      'jobs/list': { status: 'Failed' },
      'jobs/get': { job_id: ids.failed },
      'capacity/get': {},
      'templates/list': {},
      'networks/list': {},
      'host/get': {},
      'doctor/get': {},
      'vms/restart': { vm_id },
      'vms/stop': { vm_id, mode: 'turn_off' },
      'vms/start': { vm_id },
      'templates/add': { path: NEW_TEMPLATE, name: 'alpine' },
      'templates/remove': { path: 'C:\\Templates\\alpine.vhdx', file: 'keep' },
      'vms/delete': { vm_id, disks: 'delete', force: true },
      'jobs/retry': { job_id: ids.failed },
      'jobs/cancel': { job_id: ids.job },
      'vms/provision': { request: spec(vm('new-01')), idempotency_key: 'k' },
      'events/subscribe': { after: 0 },
      'events/unsubscribe': undefined,
    };
    for (const [name, params] of Object.entries(asked)) {
      const method = methods[name as MethodName];
      const { result, error } = await rpc.call(name, params);
      if (name === 'jobs/cancel') assertErrorBody(error?.data, 409, 'job_state');
      else assertValid(method.result, result);
      const jobId = member(result, 'provisioning_job_response', 'job_id');
      if (typeof jobId === 'string') await ended(host, jobId);
    }
    const byRest = await request(host, { path: `/api/jobs/${ids.failed}` });
    assert.deepEqual((await rpc.call('jobs/get', { job_id: ids.failed })).result, byRest.body);
    assert.deepEqual(
      member((await rpc.call('networks/list')).result, 'networks'),
      member((await request(host, { path: '/api/networks' })).body, 'networks'),
    );
    await rpc.close();
  });

  it('every event is valid, over REST and over the socket, and both tell the same', async () => {
    const host = await start({ machine });
    await furnish(host);
    const rpc = await openRpc(host);
    await rpc.call('events/subscribe', { after: 0 });
    const newest = host.host.store.events.newest();
    await rpc.until(() => rpc.events.at(-1)?.seq === newest);
    for (const event of rpc.events) assertValid('HostEvent', event);
    const { body } = await request(host, { path: '/api/events?after=0&limit=1000' });
    assert.deepEqual(rpc.events, member(body, 'events'));
    await rpc.close();
  });

  it('the OpenAPI document and the metrics are what they say they are', async () => {
    const host = await start();
    const openApi = await request(host, { path: '/api/openapi.json' });
    assert.equal(member(openApi.body, 'openapi'), '3.1.0');
    for (const { path, method } of Object.values(routes))
      assert.notEqual(member(openApi.body, 'paths', path, method.toLowerCase()), undefined, path);
    const metrics = await request(host, { path: '/metrics' });
    assert.match(String(metrics.headers['content-type']), /^text\/plain/);
    assert.match(metrics.text, /^# HELP vmspec_/m);
  });
});
