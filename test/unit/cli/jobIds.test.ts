import assert from 'node:assert/strict';
import { errorBody, type FakeHost, startFakeHost } from '../../support/fakeHost.ts';
import { type CliResult, runCli } from '../../support/runCli.ts';
import { doneVm, endedJob } from '../../support/wireSamples.ts';

const ids = [
  '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  '6f96aaaa-8b86-4d01-b42d-00cf4fc964ff',
  '77aa0000-8b86-4d01-b42d-00cf4fc964ff',
];
const [first = '', second = '', third = ''] = ids;
const ended = (id: string): object => ({ ...endedJob([doneVm('a')], 'Success', null), job_id: id });
const accepted = {
  status: 202,
  body: { provisioning_job_response: { job_id: first, status: 'Submitted', timestamp: '' } },
};

describe('the id of a job', () => {
  const open: FakeHost[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((host) => host.close()));
  });

  /** Runs a command on a host that tells its jobs in two pages. */
  async function run(...argv: readonly string[]): Promise<CliResult & { readonly asked: readonly string[] }> {
    const host = await startFakeHost({
      'GET /api/host': () => ({ body: { simulated: false } }),
      'GET /api/jobs': ({ url }) =>
        url.includes('after=')
          ? { body: { jobs: [ended(third)], next: null } }
          : { body: { jobs: [ended(first), ended(second)], next: second } },
      [`GET /api/jobs/${first}`]: () => ({ body: ended(first) }),
      [`GET /api/jobs/${third}`]: () => ({ body: ended(third) }),
      [`POST /api/jobs/${first}/retry`]: () => accepted,
      [`POST /api/jobs/${first}/cancel`]: () => accepted,
      'GET /api/vms': () => ({ body: { vms: [], at: '' } }),
      'GET /api/jobs/6F9619FF-0000-4D01-B42D-00CF4FC964FF': () => ({
        status: 404,
        body: errorBody(404, 'job_not_found', 'There is no job "6F9619FF-0000-4D01-B42D-00CF4FC964FF".'),
      }),
    });
    open.push(host);
    const result = await runCli(argv, { env: { VMSPEC_URL: host.url, VMSPEC_TOKEN: 't' } });
    return { ...result, asked: host.seen.map((one) => `${one.method} ${one.url}`) };
  }

  it('may be shortened wherever it is typed, in any case', async () => {
    for (const [argv, request] of [
      [['jobs', '6F961'], `GET /api/jobs/${first}`],
      [['jobs', '77aa', '--watch'], `GET /api/jobs/${third}`],
      [['retry', '6f961'], `POST /api/jobs/${first}/retry`],
      [['cancel', '6f9619ff-8b86'], `POST /api/jobs/${first}/cancel`],
      [['destroy', '--job', '6f961'], `GET /api/jobs/${first}`],
    ] as const) {
      const { code, asked } = await run(...argv);
      assert.equal(code, 0, argv.join(' '));
      assert.ok(
        asked.some((one) => one.startsWith(request)),
        asked.join('\n'),
      );
    }
  });

  it('is not guessed where several begin so, and they are named', async () => {
    const { code, err, asked } = await run('cancel', '6f96');
    assert.equal(code, 5);
    assert.match(err, /ids of 2 jobs begin with "6f96"/);
    for (const id of [first, second]) assert.ok(err.includes(id));
    assert.ok(!asked.some((one) => one.startsWith('POST')));
  });

  it('that no job has is echoed as it was typed', async () => {
    const shortened = await run('jobs', 'ABCDE');
    assert.equal(shortened.code, 5);
    assert.match(shortened.err, /begins with "ABCDE"/);
    const whole = await run('jobs', '6F9619FF-0000-4D01-B42D-00CF4FC964FF');
    assert.match(whole.err, /"6F9619FF-0000-4D01-B42D-00CF4FC964FF"/);
  });

  it('has four letters at least', async () => {
    const { code, err, asked } = await run('jobs', '6f9');
    assert.equal(code, 64);
    assert.match(err, /too short/);
    assert.deepEqual(asked, []);
  });
});

describe('jobs --status', () => {
  it('takes a state in any case', async () => {
    const host = await startFakeHost({
      'GET /api/host': () => ({ body: { simulated: false } }),
      'GET /api/jobs': () => ({ body: { jobs: [], next: null } }),
    });
    try {
      const env = { VMSPEC_URL: host.url, VMSPEC_TOKEN: 't' };
      assert.equal((await runCli(['jobs', '--status', 'failed'], { env })).code, 0);
      assert.equal(host.seen[0]?.url, '/api/jobs?status=Failed');
      assert.equal((await runCli(['jobs', '--status', 'broken'], { env })).code, 64);
    } finally {
      await host.close();
    }
  });
});
