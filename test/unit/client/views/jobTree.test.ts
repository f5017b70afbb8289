import assert from 'node:assert/strict';
import { jobsModel } from '../../../../client/src/views/jobs/jobsModel.ts';
import { emptyModel, type Model } from '../../../../client/src/views/tree/model.ts';
import { lines } from '../../../support/client/hostTree.ts';
import { hostJob, hostState, hostVm, jobId } from '../../../support/hostSamples.ts';
import { jobVm } from '../../../support/wireSamples.ts';

function rowOf(
  model: Model,
  id: string,
): { readonly context: string; readonly icon?: { readonly name: string } } {
  const row = model.entries.get(id)?.row;
  assert.ok(row !== undefined, id);
  return row;
}

describe('the tree of the jobs', () => {
  it('tells of each guest whether it is reached and where, and warns of one that was waited for in vain', () => {
    const warning = { code: 'guest_no_answer', message: 'No address.', hint: 'Look at its screen.' };
    const created = { status: 'Success', progress: 1 } as const;
    const made = hostJob(1, ['a', 'b', 'c', 'd', 'e'], {
      vms: [
        jobVm('a', { ...created, vm_id: 'id-a', guest: 'ready' }),
        jobVm('b', { ...created, vm_id: 'id-b', guest: 'waiting' }),
        jobVm('c', { ...created, vm_id: 'id-c', guest: 'no_answer', warning }),
        jobVm('d', { ...created, guest: 'not_asked' }),
        jobVm('e', { status: 'Provisioning', progress: 0.95, step: 'guest', guest: 'waiting' }),
      ],
    });
    const model = jobsModel(emptyModel, hostState([hostVm('a', { ip_addresses: ['10.0.0.5'] })], [made]));
    assert.deepEqual(lines(model).slice(1), [
      '  a | created, ready (10.0.0.5)',
      '  b | created, waiting for the guest',
      '  c | created, no answer from the guest',
      '  d | created',
      '  e | waiting for the guest · 95 %',
    ]);
    assert.match(lines(model)[0] ?? '', /done, no answer from 1 guest/);
    assert.equal(rowOf(model, `job/${jobId(1)}/2`).icon?.name, 'warning');
    assert.equal(model.entries.get(`job/${jobId(1)}/2`)?.row.tooltip, 'No address.\nLook at its screen.');
  });

  it('shows the newest first, where each stands, and its VMs', () => {
    const failed = { code: 'x', message: 'Not enough memory.', hint: 'Stop a VM.' };
    const jobs = [
      hostJob(1, ['a', 'b']),
      hostJob(2, ['c', 'd'], {
        status: 'Failed',
        reason: 'partial',
        counts: { requested: 2, created: 1, failed: 1, cancelled: 0 },
        vms: [
          jobVm('c', { status: 'Success', progress: 1 }),
          jobVm('d', { status: 'Failed', error: failed }),
        ],
      }),
      hostJob(3, ['e'], {
        status: 'Provisioning',
        finished_at: null,
        counts: { requested: 1, created: 0, failed: 0, cancelled: 0 },
        vms: [jobVm('e', { status: 'Provisioning', step: 'disk', progress: 0.25 })],
      }),
      hostJob(4, ['f'], { kind: 'delete', status: 'Failed', reason: 'cancelled' }),
    ];
    const model = jobsModel(emptyModel, hostState([], jobs));
    const text = lines(model).map((line) => line.replace(/ · [^·]*\d\d:\d\d.*$/, ''));
    assert.deepEqual(text, [
      'Delete f | cancelled, 1 of 1 done',
      '  f | deleted',
      'Create e | 25 % · 0 of 1 done',
      '  e | making the system disk · 25 %',
      'Create 2 VMs | 1 of 2 done',
      '  c | created',
      '  d | failed: Not enough memory.',
      'Create 2 VMs | done',
      '  a | created',
      '  b | created',
    ]);
    assert.equal(rowOf(model, `job/${jobId(3)}`).context, 'job.provision.running');
    assert.equal(rowOf(model, `job/${jobId(2)}`).icon?.name, 'warning');
    assert.equal(rowOf(model, `job/${jobId(2)}`).context, 'job.provision.failed');
  });
});
