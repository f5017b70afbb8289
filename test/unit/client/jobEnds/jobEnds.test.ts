import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClaims } from '../../../../client/src/jobEnds/claims.ts';
import { endedJobs, endKey } from '../../../../client/src/jobEnds/endedJobs.ts';
import { summaryOf } from '../../../../client/src/jobEnds/summary.ts';
import { attentionOf, lastEnd } from '../../../../client/src/views/jobs/unseen.ts';
import { hostJob, hostState, jobId, sampleHost } from '../../../support/hostSamples.ts';
import { failedVm } from '../../../support/wireSamples.ts';

const running = hostJob(5, ['a'], { status: 'Provisioning', finished_at: null });

describe('jobs whose end is news', () => {
  const before = hostState([], [hostJob(1, ['x']), running]);
  const ids = (after: ReturnType<typeof hostState> | null, from: typeof before | null = before): string[] =>
    endedJobs(from, after).map(({ job_id }) => job_id);

  it('are those that were under way', () => {
    assert.deepEqual(ids(hostState([], [hostJob(1, ['x']), hostJob(5, ['a'])])), [jobId(5)]);
  });

  it('are those that came and went in between', () => {
    assert.deepEqual(ids(hostState([], [running, hostJob(1, ['x']), hostJob(8, ['z'])])), [jobId(8)]);
  });

  it('are not those that ended before and only came into sight', () => {
    assert.deepEqual(ids(hostState([], [running, hostJob(1, ['x']), hostJob(0, ['old'])])), []);
  });

  it('are not those of somebody else, or of another host, or of the first look', () => {
    const others = hostState([], [hostJob(5, ['a'], { operator: 'somebody' })]);
    assert.deepEqual(ids(others), []);
    const elsewhere = hostState([], [hostJob(5, ['a'])], { host: { ...sampleHost, name: 'hv02' } });
    assert.deepEqual(ids(elsewhere), []);
    assert.deepEqual(ids(hostState([], [hostJob(5, ['a'])]), null), []);
  });

  it('are those of another attempt, which is marked as another end', () => {
    const again = hostJob(1, ['x'], { attempt: 2 });
    assert.deepEqual(ids(hostState([], [again, running])), [jobId(1)]);
    assert.notEqual(endKey(again), endKey(hostJob(1, ['x'])));
  });
});

describe('claims', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmspec-claims-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are given to one of many windows, and to none again', async () => {
    const windows = Array.from({ length: 8 }, () => createClaims(join(folder, 'ends'), () => new Date()));
    const taken = await Promise.all(windows.map((claims) => claims.take(endKey(running))));
    assert.equal(taken.filter(Boolean).length, 1);
    assert.equal(await createClaims(join(folder, 'ends'), () => new Date()).take(endKey(running)), false);
  });
});

describe('what is told of jobs that were asked for together', () => {
  it('is one sentence', () => {
    const jobs = [hostJob(1, ['a'], { kind: 'stop' }), hostJob(2, ['b'], { kind: 'stop' })];
    assert.deepEqual(summaryOf('stop', jobs, [], 'hv01'), {
      severity: 'information',
      text: '2 VMs stopped on hv01.',
      retry: false,
    });
  });

  it('names what failed, and what the host did not take', () => {
    const failed = hostJob(3, [], { kind: 'stop', status: 'Failed', vms: [failedVm('c')] });
    const { severity, text } = summaryOf(
      'stop',
      [hostJob(1, ['a'], { kind: 'stop' }), failed],
      ['d: busy'],
      'hv01',
    );
    assert.equal(severity, 'warning');
    assert.equal(text, '1 of 3 VMs stopped on hv01. c: Not enough memory to start it. Stop a VM. d: busy');
  });
});

describe('what asks for a look', () => {
  it('is what runs, and what failed since somebody looked', () => {
    const old = hostJob(1, ['a'], { status: 'Failed' });
    const news = hostJob(9, ['b'], { status: 'Failed' });
    const cancelled = hostJob(10, ['c'], { status: 'Failed', reason: 'cancelled' });
    const state = hostState([], [old, news, cancelled, running]);
    assert.deepEqual(attentionOf(state, old.finished_at ?? ''), { running: 1, failed: 1 });
    assert.deepEqual(attentionOf(state, lastEnd(state)), { running: 1, failed: 0 });
  });
});
