import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { JobError, JobVm } from '#schemas/generated/types.ts';
import {
  countVms,
  hasEnded,
  jobOutcome,
  reduceVm,
  submittedVm,
  vmToCreate,
  type VmEvent,
} from '#core/jobState.ts';

const error: JobError = { code: 'host_memory', message: 'm', hint: 'h' };
const cancelled: JobError = { code: 'cancelled', message: 'm', hint: 'h' };
const sibling: JobError = { code: 'sibling_failed', message: 'm', hint: 'h' };

const statuses = ['Submitted', 'Provisioning', 'Failed', 'Success'] as const;

function vmIn(status: JobVm['status']): JobVm {
  return { ...submittedVm('a', 'id'), status, step: 'disk', progress: 0.5, waiting_for: 'busy' };
}

describe('a VM of a job', () => {
  it('begins submitted, with nothing done', () => {
    assert.deepEqual(submittedVm('a'), {
      ...{ vm_name: 'a', status: 'Submitted', step: null, progress: 0, vm_id: null },
      ...{ error: null, rollback: 'none', waiting_for: null },
    });
  });

  const table: readonly { readonly event: VmEvent; readonly then: Partial<JobVm> }[] = [
    {
      event: { type: 'step', step: 'vm', progress: 0.7 },
      then: { status: 'Provisioning', step: 'vm', progress: 0.7, waiting_for: null },
    },
    { event: { type: 'identified', vm_id: 'other' }, then: { vm_id: 'other' } },
    { event: { type: 'waiting', reason: 'unknown_outcome' }, then: { waiting_for: 'unknown_outcome' } },
    {
      event: { type: 'rollback', error },
      then: { status: 'Provisioning', error, rollback: 'running', waiting_for: null },
    },
    {
      event: { type: 'succeeded' },
      then: { status: 'Success', step: null, progress: 1, error: null, waiting_for: null },
    },
    {
      event: { type: 'failed', error, rollback: 'complete' },
      then: { status: 'Failed', error, rollback: 'complete', waiting_for: null, vm_id: null },
    },
    {
      event: { type: 'failed', error, rollback: 'incomplete' },
      then: { status: 'Failed', error, rollback: 'incomplete', waiting_for: null, vm_id: 'id' },
    },
    {
      event: { type: 'failed', error, rollback: 'none' },
      then: { status: 'Failed', error, rollback: 'none', waiting_for: null, vm_id: 'id' },
    },
    {
      event: { type: 'resubmitted' },
      then: { status: 'Submitted', step: null, progress: 0, waiting_for: null },
    },
  ];
  for (const { event, then } of table) {
    for (const status of statuses) {
      const detail = event.type === 'failed' ? `, clean-up ${event.rollback}` : '';
      it(`that is ${status} changes by ${event.type}${detail} in what that says and nothing else`, () => {
        const before = vmIn(status);
        assert.deepEqual(reduceVm(before, event), { ...before, ...then });
        assert.deepEqual(before, vmIn(status), 'what was is not changed');
      });
    }
  }

  it('that is created tells of its guest: asked from the start on, not any more once it is undone', () => {
    const created = vmToCreate('a');
    assert.equal(created.guest, 'not_asked');
    const started = reduceVm(created, { type: 'step', step: 'verify', progress: 0.9, guest: 'waiting' });
    assert.equal(started.guest, 'waiting');
    assert.equal(reduceVm(started, { type: 'step', step: 'guest', progress: 1 }).guest, 'waiting');
    const ends: readonly VmEvent[] = [
      { type: 'rollback', error },
      { type: 'failed', error, rollback: 'complete' },
      { type: 'resubmitted' },
    ];
    for (const event of ends) assert.equal(reduceVm(started, event).guest, 'not_asked');
  });

  it('keeps the warning that its guest gave no answer until it does', () => {
    const silent = reduceVm(vmToCreate('a'), { type: 'guest', guest: 'no_answer' });
    const warned = reduceVm(silent, { type: 'succeeded', warning: error });
    assert.deepEqual([warned.status, warned.error, warned.warning], ['Success', null, error]);
    const reached = reduceVm(warned, { type: 'guest', guest: 'ready' });
    assert.deepEqual([reached.status, reached.guest, 'warning' in reached], ['Success', 'ready', false]);
    assert.ok(!('warning' in reduceVm(warned, { type: 'rollback', error })));
  });

  it('has ended when it succeeded or failed', () => {
    assert.deepEqual(statuses.map(hasEnded), [false, false, true, true]);
  });
});

describe('a job', () => {
  const ok = { status: 'Success', error: null } as const;
  const failed = { status: 'Failed', error } as const;
  const stopped = { status: 'Failed', error: cancelled } as const;
  const undone = { status: 'Failed', error: sibling } as const;
  const open = { status: 'Provisioning', error: null } as const;

  it('counts how its VMs ended', () => {
    assert.deepEqual(countVms([ok, ok, failed, stopped, open, undone]), {
      ...{ requested: 6, created: 2, failed: 2, cancelled: 1 },
    });
  });

  const outcomes: readonly [string, Parameters<typeof jobOutcome>[0], ReturnType<typeof jobOutcome>][] = [
    ['has not ended while a VM has not', [ok, open], null],
    ['has not ended while a VM waits', [failed, { status: 'Submitted', error: null }], null],
    ['succeeds when every VM did', [ok, ok], { status: 'Success', reason: null }],
    ['is partial when some did', [ok, failed], { status: 'Failed', reason: 'partial' }],
    [
      'is cancelled when a VM was, whatever else',
      [ok, failed, stopped],
      { status: 'Failed', reason: 'cancelled' },
    ],
    ['names the cause when none did', [failed, failed], { status: 'Failed', reason: 'host_memory' }],
    ['names the cause, not its consequence', [undone, failed], { status: 'Failed', reason: 'host_memory' }],
    [
      'names the consequence when there is nothing else',
      [undone],
      { status: 'Failed', reason: 'sibling_failed' },
    ],
    [
      'says internal when nothing is known',
      [{ status: 'Failed', error: null }],
      { status: 'Failed', reason: 'internal' },
    ],
  ];
  for (const [title, vms, expected] of outcomes) {
    it(title, () => {
      assert.deepEqual(jobOutcome(vms), expected);
    });
  }
});
