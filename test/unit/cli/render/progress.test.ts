import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { progressLines, renderProgress } from '../../../../server/src/cli/render/progress.ts';
import { plain, styleFor } from '../../../../server/src/cli/render/style.ts';
import { doneVm, failedVm, job, jobVm } from '../../../support/wireSamples.ts';

const working = jobVm('web-02', { status: 'Provisioning', step: 'disk', progress: 0.25 });

describe('progress on a terminal', () => {
  it('has a line for each VM with bar, percentage and step', () => {
    assert.equal(
      renderProgress(job([doneVm('web-01'), working, jobVm('w-3')]), { rows: 24, columns: 100 }, null, plain),
      [
        'Creating 3 VMs: 1 of 3 created',
        '  web-01  [====================] 100%  created',
        '  web-02  [=====               ]  25%  making the system disk',
        '  w-3     [                    ]   0%  waiting',
      ].join('\n'),
    );
  });

  it('shows VMs at work and failed ones first when the screen is too small', () => {
    const vms = [
      ...Array.from({ length: 50 }, (_, index) => doneVm(`done-${String(index)}`)),
      working,
      failedVm('bad'),
    ];
    const text = renderProgress(job(vms), { rows: 8, columns: 100 }, null, plain);
    assert.ok(text.split('\n').length < 8);
    assert.match(text, /web-02/);
    assert.match(text, /bad .* failed/);
    assert.match(text, /… and 47 more VMs/);
  });

  it('says why a step does not move on', () => {
    const waiting = { ...working, waiting_for: 'busy' };
    assert.match(
      renderProgress(job([waiting]), { rows: 24, columns: 100 }, null, plain),
      /making the system disk \(Hyper-V is busy\)/,
    );
  });

  it('is never wider than the screen, and shows where it is cut', () => {
    const named = { ...working, vm_name: 'a-rather-long-name' };
    for (const columns of [70, 40, 20, 5]) {
      const text = renderProgress(job([named, doneVm('b')]), { rows: 24, columns }, 'host away …', plain);
      for (const line of text.split('\n')) assert.ok(line.length < columns, line);
      assert.match(text, /…/);
    }
  });

  it('keeps the note that the host is away below the VMs', () => {
    const text = renderProgress(
      job([working]),
      { rows: 24, columns: 100 },
      'host not reachable, retrying …',
      plain,
    );
    assert.equal(text.split('\n').at(-1), 'host not reachable, retrying …');
  });
});

describe('progress in a log', () => {
  it('has one line for each change and none for what stays', () => {
    const first = job([jobVm('web-01'), working]);
    const then = job([jobVm('web-01', { status: 'Provisioning', step: 'template', progress: 0.1 }), working]);
    assert.deepEqual(progressLines(null, first), ['web-02: making the system disk (25%)']);
    assert.deepEqual(progressLines(first, then), ['web-01: checking the template (10%)']);
    assert.deepEqual(progressLines(then, then), []);
  });
});

describe('colours', () => {
  /** A terminal whose colours follow these variables. */
  function terminal(env: Readonly<Record<string, string>>): PassThrough {
    const stream = new PassThrough();
    const getColorDepth = (): number => WriteStream.prototype.getColorDepth.call(stream, { ...env });
    return Object.assign(stream, { isTTY: true, getColorDepth });
  }

  it('are used on a terminal', () => {
    assert.equal(styleFor(terminal({ TERM: 'xterm-256color' }))('red', 'x'), '\u001b[31mx\u001b[39m');
  });

  it('are left out with NO_COLOR', () => {
    assert.equal(styleFor(terminal({ TERM: 'xterm-256color', NO_COLOR: '1' }))('red', 'x'), 'x');
  });

  it('are left out in a file or pipe', () => {
    assert.equal(styleFor(new PassThrough())('red', 'x'), 'x');
  });
});
