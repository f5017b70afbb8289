import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, cliWithHosts, spec } from '../../support/cliWithHosts.ts';
import { type AnswerTable, errorBody, startFakeHost } from '../../support/fakeHost.ts';
import { runCli } from '../../support/runCli.ts';
import { job, jobVm, vm } from '../../support/wireSamples.ts';

describe('commands that speak to a host', () => {
  const { folder, file, withHost, run } = cliWithHosts();

  describe('provision', () => {
    it('sends the file byte for byte, with token and an idempotency key, and says how to go on', async () => {
      const host = await withHost({ 'POST /api/vms/provision': () => accepted });
      const { code, out } = await run(host, ['provision', file]);
      const request = host.seen.find((one) => one.method === 'POST');
      assert.equal(code, 0);
      assert.equal(request?.body.toString(), spec);
      assert.equal(request.headers.authorization, 'Bearer secret');
      assert.match(String(request.headers['idempotency-key']), /^[0-9a-f-]{36}$/);
      assert.match(
        out,
        /^practice host: nothing is created\nJob job-1 accepted\.\nWatch it: vmspec jobs job-1 --watch/,
      );
    });

    it('passes on the key and what to do on failure', async () => {
      const host = await withHost({ 'POST /api/vms/provision': () => accepted });
      await run(host, ['provision', file, '--idempotency-key', 'mine', '--on-failure', 'rollback-all']);
      assert.equal(host.seen[0]?.headers['idempotency-key'], 'mine');
      assert.equal(host.seen[0].url, '/api/vms/provision?on_failure=rollback_all');
    });

    it('asks again with the same key when the connection breaks before the answer', async () => {
      const answers = [
        { body: '', cut: true },
        { ...accepted, headers: { 'idempotent-replayed': 'true' } },
      ];
      const host = await withHost({ 'POST /api/vms/provision': () => answers.shift() ?? accepted });
      const { code, out } = await run(host, ['provision', file]);
      const keys = host.seen
        .filter((one) => one.method === 'POST')
        .map((one) => one.headers['idempotency-key']);
      assert.equal(code, 0);
      assert.equal(keys.length, 2);
      assert.equal(keys[0], keys[1]);
      assert.match(out, /accepted before, by a request with the same key/);
    });

    it('shows the problems that the host finds with their places in the file, and exits 2', async () => {
      const errors = [
        {
          parameter: 'vm_name',
          pointer: '/provisioning_request/vms/0/vm_name',
          code: 'bad_format',
          message: 'No.',
        },
      ];
      const host = await withHost({
        'POST /api/vms/provision': () => ({
          status: 400,
          body: errorBody(400, 'invalid_request', 'No.', { errors }),
        }),
      });
      const { code, err } = await run(host, ['provision', file]);
      assert.equal(code, 2);
      assert.match(err, /lab\.vmspec\.json:4:26 No\. \[bad_format\]/);
      assert.match(err, /\nerror: \S*lab\.vmspec\.json is refused; nothing was created\.\n$/);
    });

    it('shows what a plan finds in the same form', async () => {
      const pointer = '/provisioning_request/vms/0/vm_name';
      const problems = [
        { parameter: 'vm_name', pointer, code: 'name_in_use', message: 'No.' },
        { parameter: 'document', pointer: '', code: 'capacity_exceeded', message: 'RAM requested 4096 MB.' },
      ];
      const plan = { fits: false, simulated: true, vms: [], resources: [], problems, warnings: [], at: '' };
      const host = await withHost({ 'POST /api/vms/plan': () => ({ body: plan }) });
      const { code, out } = await run(host, ['plan', file]);
      assert.equal(code, 5);
      assert.match(out, /^\S*lab\.vmspec\.json:4:26 No\. \[name_in_use\]$/m);
      assert.match(out, /^error: RAM requested 4\.0 GB \(4096 MB\)\. \[capacity_exceeded\]$/m);
    });

    it('prints the error of the host as JSON with --json', async () => {
      const body = errorBody(
        409,
        'capacity_exceeded',
        'Host capacity exceeded: CPU requested 16, available 8',
      );
      const host = await withHost({ 'POST /api/vms/provision': () => ({ status: 409, body }) });
      const { code, out, err } = await run(host, ['provision', file, '--json']);
      assert.equal(code, 3);
      assert.deepEqual(JSON.parse(out), body);
      assert.match(err, /CPU requested 16, available 8/);
    });

    it('waits as long as a busy host says, a few times, then exits 6', async () => {
      const busy = {
        status: 503,
        body: errorBody(503, 'not_ready', 'Starting.'),
        headers: { 'retry-after': '3' },
      };
      const host = await withHost({ 'POST /api/vms/provision': () => busy });
      const pauses: number[] = [];
      const { code } = await run(host, ['provision', file], { onSleep: (ms) => pauses.push(ms) });
      assert.equal(code, 6);
      assert.deepEqual(pauses, [3000, 3000, 3000, 3000]);
    });

    it('does not wait for a full disk', async () => {
      const full = {
        status: 503,
        body: errorBody(503, 'storage_full', 'Full.'),
        headers: { 'retry-after': '3' },
      };
      const host = await withHost({ 'POST /api/vms/provision': () => full });
      assert.equal((await run(host, ['provision', file])).code, 70);
      assert.equal(host.seen.length, 1);
    });
  });

  describe('provision --if-exists same', () => {
    const planned = {
      vm_name: 'Web-01',
      cpu_cores: 2,
      ram_startup_mb: 2048,
      ram_min_mb: 1024,
      ram_max_mb: 4096,
      disk_template_path: 'c:\\templates\\U.vhdx',
      generation: 2,
      notes: '',
      tags: [],
      disk: { mode: 'differencing', size_gb: 40 },
      data_disks: [],
      network_adapters: [{ switch: 'External_Switch' }],
    };
    const table = (existing: object): AnswerTable => ({
      'POST /api/vms/provision': () => ({ status: 409, body: errorBody(409, 'name_in_use', 'In use.') }),
      'POST /api/vms/plan': () => ({ body: { vms: [planned], simulated: true } }),
      'GET /api/vms': () => ({ body: { vms: [existing], at: '' } }),
    });

    it('is content when every VM is ours and as described, whatever the case', async () => {
      const { code, out } = await run(await withHost(table(vm('web-01'))), [
        'provision',
        file,
        '--if-exists',
        'same',
      ]);
      assert.equal(code, 0);
      assert.match(out, /All VMs exist as described/);
    });

    it('exits 5 and tells what differs', async () => {
      const host = await withHost(table(vm('web-01', { cpu_cores: 4 })));
      const { code, out } = await run(host, ['provision', file, '--if-exists', 'same']);
      assert.equal(code, 5);
      assert.match(out, /cpu_cores is 4, not 2/);
    });

    it('never takes a VM of somebody else for its own', async () => {
      const host = await withHost(table(vm('web-01', { managed: false })));
      const { code, out } = await run(host, ['provision', file, '--if-exists', 'same']);
      assert.equal(code, 5);
      assert.match(out, /was not created by VMSpec/);
    });

    it('is not asked for by default', async () => {
      assert.equal((await run(await withHost(table(vm('web-01'))), ['provision', file])).code, 5);
    });
  });

  describe('what goes wrong on the way', () => {
    it('exits 4 and tells where the refused token came from', async () => {
      const host = await withHost({
        'GET /api/vms': () => ({ status: 401, body: errorBody(401, 'unauthorized', 'No.') }),
      });
      const { code, err } = await run(host, ['vms']);
      assert.equal(code, 4);
      assert.match(err, /does not accept the token from VMSPEC_TOKEN/);
      assert.match(err, /--token-file/);
    });

    it('exits 4 when nothing listens', async () => {
      const host = await startFakeHost({});
      await host.close();
      const { code, err } = await run(host, ['vms']);
      assert.equal(code, 4);
      assert.match(err, /No answer from http:\/\/127\.0\.0\.1:\d+: nothing listens there/);
    });

    it('exits 4 when something else answers there', async () => {
      const host = await withHost({ 'GET /api/vms': () => ({ body: '<html>' }) });
      const { code, err } = await run(host, ['vms']);
      assert.equal(code, 4);
      assert.match(err, /not a VMSpec host/);
    });

    it('prints every failure as JSON for programs, and its words beside it', async () => {
      const away = await startFakeHost({});
      await away.close();
      const list = { body: { vms: [vm('web-01')], at: '' } };
      const host = await withHost({
        'GET /api/vms': () => list,
        'GET /api/networks': () => ({ body: { networks: null } }),
        'GET /api/jobs/job-1': () => ({ body: job([jobVm('web-01')]) }),
        'POST /api/vms/provision': () => accepted,
      });
      for (const [at, argv, exit, code] of [
        [away, ['vms'], 4, 'host_unreachable'],
        [host, ['start', 'nobody'], 5, 'vm_not_found'],
        [host, ['destroy'], 64, 'usage'],
        [host, ['vms', '--bogus'], 64, 'usage'],
        [host, ['delete', 'web-01', '--disks', 'delete'], 64, 'usage'],
        [host, ['provision', join(folder, 'none.vmspec.json')], 2, 'invalid_request'],
        [host, ['provision', file, '--timeout', '5'], 8, 'timeout'],
      ] as const) {
        const result = await run(at, [...argv, '--json'], { tick: 400 });
        assert.equal(result.code, exit, argv.join(' '));
        const body = JSON.parse(result.out) as { status: string; code: string; message: string };
        assert.deepEqual([body.status, body.code], ['error', code]);
        assert.ok(result.err.includes(body.message.split('\n')[0] ?? body.message), result.err);
      }
    });

    it('exits 70 with one line and no stack for an answer nobody expects', async () => {
      const host = await withHost({ 'GET /api/vms': () => ({ body: { vms: null } }) });
      const { code, err } = await run(host, ['vms']);
      assert.equal(code, 70);
      assert.match(err, /^error: Unexpected failure: .*\n.*VMSPEC_DEBUG=1/);
      assert.doesNotMatch(err, /\n\s+at /);
    });
  });

  it('finds the host of this computer by its host.json and token', async () => {
    const host = await withHost({ 'GET /api/networks': () => ({ body: { networks: [] } }) });
    const directory = join(folder, 'state', 'vmspec');
    mkdirSync(directory, { recursive: true });
    const facts = { pid: process.pid, protocol: { min: 1, max: 1 }, simulated: true };
    writeFileSync(join(directory, 'host.json'), JSON.stringify({ url: host.url, ...facts }));
    writeFileSync(join(directory, 'token'), 'local-token\n');
    const { code, out } = await runCli(['networks'], { env: { XDG_STATE_HOME: join(folder, 'state') } });
    assert.equal(code, 0);
    assert.equal(host.seen[0]?.headers.authorization, 'Bearer local-token');
    assert.match(out, /^practice host: nothing is created\nNo virtual switches/);
  });

  for (const [argv, path] of [
    [['vms'], 'GET /api/vms'],
    [['jobs'], 'GET /api/jobs'],
    [['jobs', 'job-1'], 'GET /api/jobs/job-1'],
    [['capacity'], 'GET /api/capacity'],
    [['templates'], 'GET /api/templates'],
    [['networks'], 'GET /api/networks'],
    [['events'], 'GET /api/events'],
    [['token', 'list'], 'GET /api/tokens'],
  ] as const) {
    it(`prints the JSON of the API, and nothing else: ${argv.join(' ')} --json`, async () => {
      const body = { finished_at: null, vms: [], jobs: [], extra: 'kept' };
      const host = await withHost({ [path]: () => ({ body }) });
      const { code, out } = await run(host, [...argv, '--json']);
      assert.equal(code, 0);
      assert.deepEqual(JSON.parse(out), body);
    });
  }
});
