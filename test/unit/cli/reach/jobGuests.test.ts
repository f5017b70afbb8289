import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { describe, it } from 'mocha';
import { errorCatalogue } from '#schemas/errors.ts';
import { accepted, cliWithHosts } from '../../../support/cliWithHosts.ts';
import { type AnswerTable, errorBody } from '../../../support/fakeHost.ts';
import { doneVm, endedJob, vm } from '../../../support/wireSamples.ts';

const { summary: message, hint } = errorCatalogue.job.guest_no_answer;
const warning = { code: 'guest_no_answer', message, hint };

describe('the guests of a job', () => {
  const { file, withHost, run } = cliWithHosts();
  const tableOf = (job: unknown, vms: AnswerTable[string]): AnswerTable => ({
    'POST /api/vms/provision': () => accepted,
    'GET /api/jobs/job-1': () => ({ body: job }),
    'GET /api/vms': vms,
  });
  const list = (): { body: unknown } => ({ body: { vms: [vm('a')], at: '' } });

  it('that were waited for in vain make the command end with 1, and are named with what to do', async () => {
    const silent = { guest: 'no_answer', warning } as const;
    const job = endedJob(
      [
        { ...doneVm('a'), guest: 'ready' },
        { ...doneVm('b'), ...silent },
        { ...doneVm('c'), ...silent },
      ],
      'Success',
      null,
    );
    const host = await withHost(tableOf(job, list));
    const { code, out } = await run(host, ['provision', file, '--wait']);
    assert.equal(code, 1);
    const text = stripVTControlCharacters(out);
    assert.match(
      text,
      /^3 of 3 created in 8 s\n {2}b, c: The VM was created .* \[guest_no_answer\]\n {4}Look at its screen/m,
    );
    assert.doesNotMatch(text, /vmspec retry/);
    const json = await run(host, ['provision', file, '--wait', '--json']);
    assert.equal(json.code, 1);
  });

  it('that are still waited for, without the spec asking, do not', async () => {
    const job = endedJob([{ ...doneVm('a'), guest: 'waiting' }], 'Success', null);
    const { code, out } = await run(await withHost(tableOf(job, list)), ['provision', file, '--wait']);
    assert.equal(code, 0);
    assert.match(out, /a: created, waiting for the guest/);
  });

  it('are shown with the address where they are reached', async () => {
    const guests = ['ready', 'waiting', 'no_answer', 'not_asked'] as const;
    const names = ['a', 'b', 'c', 'd'];
    const job = endedJob(
      guests.map((guest, index) => ({ ...doneVm(names[index] ?? ''), guest })),
      'Success',
      null,
    );
    const { code, out } = await run(await withHost(tableOf(job, list)), ['jobs', 'job-1']);
    assert.equal(code, 0);
    const states = [
      'created, ready \\(10.0.0.5\\)',
      'created, waiting for the guest',
      'created, no answer from the guest',
      'created',
    ];
    for (const [index, state] of states.entries())
      assert.match(out, new RegExp(`^${names[index] ?? ''} +${state} +100%`, 'm'));
  });

  it('are shown without it while the host cannot tell, and by a host that knows nothing of guests', async () => {
    const job = endedJob([{ ...doneVm('a'), guest: 'ready' }, doneVm('b')], 'Success', null);
    const unknown = (): { status: number; body: unknown } => ({
      status: 503,
      body: errorBody(503, 'inventory_unknown', 'Not now.'),
    });
    const { code, out } = await run(await withHost(tableOf(job, unknown)), ['jobs', 'job-1']);
    assert.equal(code, 0);
    assert.match(out, /^a +created, ready +100%.*\nb +created +100%/m);
  });
});
