import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { renderCapacity } from '../../../../server/src/cli/render/capacity.ts';
import { renderRefusal } from '../../../../server/src/cli/render/failure.ts';
import { renderJobs, renderOutcome } from '../../../../server/src/cli/render/job.ts';
import { duration, gbWithMb } from '#shared/words/size.ts';
import { plain } from '../../../../server/src/cli/render/style.ts';
import { renderVms } from '../../../../server/src/cli/render/vms.ts';
import type { CapacityResource, Shortage } from '#schemas/generated/types.ts';
import { doneVm, endedJob, failedVm, jobVm, vm } from '../../../support/wireSamples.ts';

const colours = (format: string, text: string): string => `<${format}>${text}</${format}>`;

describe('sizes and times for people', () => {
  it('show GB with one decimal and MB beside it', () => {
    assert.equal(gbWithMb(4096), '4.0 GB (4096 MB)');
    assert.equal(gbWithMb(1536), '1.5 GB (1536 MB)');
  });

  for (const [seconds, expected] of [
    [0.2, '0 s'],
    [8.4, '8 s'],
    [125, '2 min 5 s'],
    [3600, '1 h'],
    [90061, '1 d 1 h'],
  ] as const) {
    it(`say ${expected} for ${String(seconds)} seconds`, () => {
      assert.equal(duration(seconds), expected);
    });
  }
});

describe('the outcome of a job', () => {
  it('says how many VMs were created, and how long it took', () => {
    assert.equal(
      renderOutcome(endedJob([doneVm('a'), doneVm('b')], 'Success', null), plain),
      '2 of 2 created in 8 s',
    );
  });

  it('words a partial job by what is there, and explains what is missing', () => {
    const job = endedJob([doneVm('web-01'), failedVm('web-02')], 'Failed', 'partial');
    assert.equal(
      renderOutcome(job, plain),
      [
        '1 of 2 created in 8 s',
        '  web-02 not created: Not enough memory to start it. [host_memory]',
        '    Stop a VM.',
        'Try again what is missing: vmspec retry job-1 --wait',
      ].join('\n'),
    );
  });

  it('shows red only when nothing was created', () => {
    const partial = renderOutcome(endedJob([doneVm('a'), failedVm('b')], 'Failed', 'partial'), colours);
    const none = renderOutcome(endedJob([failedVm('b')], 'Failed', 'host_memory'), colours);
    assert.doesNotMatch(partial, /<red>/);
    assert.match(partial, /^<yellow>1 of 2 created<\/yellow>/);
    assert.match(none, /^<red>0 of 1 created<\/red>/);
  });

  it('counts cancelled VMs instead of explaining each', () => {
    const cancelled = jobVm('b', {
      status: 'Failed',
      error: { code: 'cancelled', message: 'Cancelled.' },
      rollback: 'complete',
    });
    const text = renderOutcome(endedJob([doneVm('a'), cancelled], 'Failed', 'cancelled'), plain);
    assert.match(text, /^cancelled: 1 of 2 created/);
    assert.match(text, /1 VM cancelled and undone/);
    assert.doesNotMatch(text, /not created/);
  });

  it('says partial in the list of jobs, not Failed', () => {
    const text = renderJobs([endedJob([doneVm('a'), failedVm('b')], 'Failed', 'partial')], plain);
    assert.match(text, /job-1 +provision +partial +1 of 2 created/);
    assert.doesNotMatch(text, /Failed/);
  });
});

describe('tables', () => {
  it('never cut a name', () => {
    const name = 'n'.repeat(64);
    assert.ok(renderVms([vm(name)], plain).includes(name));
  });

  it('align columns whatever colours the cells have', () => {
    const rows = [vm('a'), vm('longer-name', { state: 'Off', uptime_s: 0 })];
    const escape = (_format: string, text: string): string => `\u001b[1m${text}\u001b[22m`;
    assert.equal(stripVTControlCharacters(renderVms(rows, escape)), renderVms(rows, plain));
  });

  it('fit 100 columns for names and addresses of a usual length', () => {
    const running = vm('lab-gateway-001', { uptime_s: 86_000, ip_addresses: ['192.168.178.101', 'fe80::1'] });
    const theirs = vm('dc', { managed: false, state: 'Off', uptime_s: 0 });
    const text = renderVms([running, theirs], plain);
    for (const line of text.split('\n')) assert.ok(line.length <= 100, line);
    assert.match(text, /192\.168\.178\.101 \+1 /);
    assert.doesNotMatch(text, /id-of-/);
    assert.match(renderVms([running, theirs], plain, true), /fe80::1.*id-of-lab-gateway-001/);
  });

  it('show as much of the ids of jobs as tells them apart', () => {
    const ended = endedJob([doneVm('a')], 'Success', null);
    const jobs = ['6f9619ff-8b86', '6f9619ff-8c00', '77aa0000-0000'].map((id) => ({ ...ended, job_id: id }));
    const shown = (wide: boolean): readonly (string | undefined)[] =>
      renderJobs(jobs, plain, wide)
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ')[0]);
    assert.deepEqual(shown(false), ['6f9619ff-8b', '6f9619ff-8c', '77aa0000-00']);
    assert.deepEqual(shown(true), ['6f9619ff-8b86', '6f9619ff-8c00', '77aa0000-0000']);
  });

  it('say that a VM was not created by VMSpec', () => {
    assert.match(renderVms([vm('dc-01', { managed: false })], plain), /not created by VMSpec/);
  });

  it('hand no control characters of a name to the terminal', () => {
    assert.doesNotMatch(
      renderVms([vm('evil\u001b[2Jname\u202e', { vm_id: 'id', disks: [] })], plain),
      /[\u001b\u202e]/,
    );
  });

  it('show capacity in GB and say what is over', () => {
    const ram: CapacityResource = {
      resource: 'ram',
      unit: 'MB',
      total: 65536,
      percent: 100,
      host_reserve: 2048,
      committed: 61440,
      committed_unmanaged: 4096,
      reserved: 0,
      available: 0,
      over_by: 2048,
    };
    const capacity = {
      resources: [ram],
      warnings: [],
      kept_disks: [],
      at: '2026-01-31T12:00:00Z',
      simulated: true,
    };
    assert.match(
      renderCapacity(capacity, plain),
      /RAM +64\.0 GB +2\.0 GB +60\.0 GB +4\.0 GB +0\.0 GB +0\.0 GB +2\.0 GB/,
    );
  });
});

describe('a refusal for capacity', () => {
  it('shows requested, available and over by, with the hint', () => {
    const rest = { total: 8, host_reserve: 0, committed: 0, committed_unmanaged: 0, reserved: 0 };
    const details: Shortage[] = [
      { resource: 'cpu', unit: 'cores', requested: 16, available: 8, over_by: 8, ...rest },
      {
        resource: 'storage',
        volume: 'C:\\',
        unit: 'MB',
        requested: 2048,
        available: 1024,
        over_by: 1024,
        ...rest,
      },
    ];
    const message = 'Host capacity exceeded: CPU requested 16, available 8';
    const text = renderRefusal(
      {
        status: 'error',
        http_status: 409,
        code: 'capacity_exceeded',
        message,
        details,
        hint: 'Ask for less.',
        request_id: 'r-1',
      },
      plain,
    );
    assert.equal(
      text,
      [
        `error: ${message}`,
        '  Resource            Requested         Available           Over by',
        '  CPU (vCPU)                 16                 8                 8',
        '  Storage C:\\  2.0 GB (2048 MB)  1.0 GB (1024 MB)  1.0 GB (1024 MB)',
        '  Ask for less.',
      ].join('\n'),
    );
  });
});
