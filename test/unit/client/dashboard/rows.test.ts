import assert from 'node:assert/strict';
import { DashboardFromPage } from '#schemas/generated/webview/DashboardFromPage.js';
import { DashboardToPage } from '#schemas/generated/webview/DashboardToPage.js';
import { changedRows } from '../../../../client/src/dashboard/changedRows.ts';
import { noRows, rowsOf } from '../../../../client/src/dashboard/rows.ts';
import { samplesMessage } from '../../../../client/src/dashboard/samplesMessage.ts';
import { withSample } from '../../../../client/src/store/samples.ts';
import { hostJob, hostState, hostVm, jobId, sampleCapacity } from '../../../support/hostSamples.ts';
import { failedVm, jobVm } from '../../../support/wireSamples.ts';

const jobs = [
  hostJob(1, ['a']),
  hostJob(2, ['b'], {
    status: 'Provisioning',
    finished_at: null,
    vms: [jobVm('b', { status: 'Provisioning', step: 'disk' }), failedVm('c')],
  }),
  hostJob(3, ['a'], {
    kind: 'stop',
    status: 'Submitted',
    finished_at: null,
    vms: [jobVm('a', { vm_id: 'id-a' })],
  }),
];
const state = hostState([hostVm('a'), hostVm('dc', { managed: false, job_id: null })], jobs);

describe('what the dashboard is told', () => {
  it('is a row for each VM, whether it is there, coming, failed, or not ours', () => {
    const rows = [...rowsOf(state, noRows).vms.values()].map(({ value }) => value);
    assert.deepEqual(
      rows.map(({ name, status, detail, power, there }) => [name, status, detail, power, there]),
      [
        ['a', 'Provisioning', 'stopping', 'running', true],
        ['dc', null, '', 'running', true],
        ['b', 'Provisioning', 'making the system disk', '', false],
        ['c', 'Failed', 'failed: Not enough memory to start it.', '', false],
      ],
    );
  });

  it('says of a VM that it was changed outside, or adopted, which is no work of ours', () => {
    const strange = hostState([
      hostVm('a', { changed_outside: true }),
      hostVm('dc', { job_id: null, changed_outside: true }),
    ]);
    const rows = [...rowsOf(strange, noRows).vms.values()].map(({ value }) => value);
    assert.deepEqual(
      rows.map(({ name, status, detail, own, job }) => [name, status, detail, own, job]),
      [
        ['a', 'Success', 'changed outside', true, jobId(1)],
        ['dc', null, 'adopted, changed outside', true, ''],
      ],
    );
  });

  it('is what has changed since, and what has gone', () => {
    const first = rowsOf(state, noRows);
    const full = changedRows(first, null);
    assert.ok(full !== null && DashboardToPage(full));
    assert.deepEqual([full.full, full.vms.length, full.jobs.length], [true, 4, 3]);
    assert.equal(changedRows(rowsOf(state, first), first), null);
    const later = hostState([hostVm('a')], jobs);
    const change = changedRows(rowsOf({ ...state, vms: new Map([...state.vms].slice(0, 1)) }, first), first);
    assert.deepEqual([change?.vms, change?.gone], [[], ['id-dc']]);
    assert.equal(changedRows(rowsOf(later, first), first)?.vms.length, 1);
  });

  it('is capacity over time, in vCPU and GB, since it was first looked at', () => {
    const at = Date.parse('2026-01-31T12:00:00Z');
    const samples = [0, 5000, 5100, 5200].reduce<ReturnType<typeof withSample>>(
      (all, ms) => withSample(all, sampleCapacity, at + ms),
      [],
    );
    const message = samplesMessage(samples, sampleCapacity);
    assert.ok(DashboardToPage(message));
    // Two that follow each other too quickly are one.
    assert.equal(message.at.length, 3);
    assert.deepEqual(
      message.resources.map(({ name, unit, usable, taken }) => [name, unit, usable, taken[0]]),
      [
        ['CPU (vCPU)', 'vCPU', 64, 4],
        ['RAM', 'GB', 64, 32],
        ['Storage C:\\', 'GB', 500, 480],
      ],
    );
  });
});

describe('what the dashboard may ask for', () => {
  const action = { type: 'action', action: 'startVm', ids: [jobId(1)] };

  it('is on a list', () => {
    assert.ok(DashboardFromPage(action));
    for (const forged of [
      { ...action, action: 'workbench.action.quit' },
      { ...action, action: 'provision' },
      { ...action, ids: [{}] },
      { ...action, token: 'x' },
      { type: 'command', command: 'x' },
      null,
      'ready',
    ]) {
      assert.equal(DashboardFromPage(forged), false, JSON.stringify(forged));
    }
  });
});
