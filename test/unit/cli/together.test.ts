import assert from 'node:assert/strict';
import { together } from '../../../server/src/cli/together.ts';
import { doneVm, endedJob, failedVm, job, jobVm } from '../../support/wireSamples.ts';

describe('several jobs told as one', () => {
  const done = endedJob([doneVm('a')], 'Success', null);
  const failed = endedJob([failedVm('b')], 'Failed', 'host_memory');
  const waiting = job([jobVm('c')], { status: 'Submitted', started_at: null });

  it('have the VMs and counts of all', () => {
    const { vms, counts } = together([done, failed, waiting]);
    assert.deepEqual(
      vms.map((vm) => vm.vm_name),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(counts, { requested: 3, created: 1, failed: 1, cancelled: 0 });
  });

  it('are under way until the last has ended, and then as good as the worst', () => {
    for (const [jobs, status] of [
      [[waiting, waiting], 'Submitted'],
      [[done, waiting], 'Provisioning'],
      [[done, failed], 'Failed'],
      [[done, done], 'Success'],
    ] as const) {
      assert.equal(together([jobs[0], jobs[1]]).status, status);
    }
  });

  it('last from the first start to the last end', () => {
    const later = {
      ...done,
      started_at: '2026-01-31T12:00:05.000Z',
      finished_at: '2026-01-31T12:01:00.000Z',
    };
    const both = together([later, done]);
    assert.deepEqual([both.started_at, both.finished_at], [done.started_at, later.finished_at]);
    assert.equal(together([later, waiting]).finished_at, null);
  });

  it('that are only one stay that one', () => {
    assert.equal(together([failed]), failed);
  });
});
