import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HostEvent } from '#schemas/generated/types.ts';
import { draftOf, JOBS_KEPT } from '../../../../client/src/store/draft.ts';
import { complete, emptyMirror, type Mirror } from '../../../../client/src/store/hostState.ts';
import { reduce } from '../../../../client/src/store/reduce.ts';
import { hostJob, hostState, hostVm, jobId, sampleHost } from '../../../support/hostSamples.ts';
import { storeModel, type Happening } from '../../../support/storeModel.ts';

const index = fc.nat({ max: 20 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('submit' as const), vms: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constantFrom(
      'step' as const,
      'finish' as const,
      'fail' as const,
      'retry' as const,
      'cancel' as const,
    ),
    job: index,
    vm: index,
  }),
  fc.record({ kind: fc.constantFrom('power' as const, 'remove' as const, 'rename' as const), vm: index }),
  fc.record({
    kind: fc.constantFrom('appear' as const, 'answer' as const, 'snapshot' as const, 'missed' as const),
  }),
);

function event(changes: Partial<HostEvent> & Pick<HostEvent, 'type'>): { kind: 'event'; event: HostEvent } {
  return { kind: 'event', event: { seq: 1, at: '2026-01-31T12:05:00.000Z', ...changes } };
}

const known: Mirror = hostState([hostVm('a'), hostVm('b', { state: 'Off' })], [hostJob(1, ['a', 'b'])]);

describe('what the store makes of what it learns', () => {
  it('equals a fresh reading after whatever happened, once everything is answered', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (all) => {
        const model = storeModel();
        for (const one of all) model.happen(one);
        model.settle();
        const { vms, jobs } = model.mirror();
        assert.deepEqual(
          { vms: sorted(vms), jobs: sorted(jobs) },
          {
            vms: sorted(model.truth().vms),
            jobs: sorted(model.truth().jobs),
          },
        );
      }),
      { numRuns: 300 },
    );
  });

  it('knows nothing until everything was read', () => {
    const { mirror, wanted } = reduce(emptyMirror, [{ kind: 'opened', host: sampleHost }]);
    assert.equal(complete(mirror, ''), null);
    assert.deepEqual([...wanted.lists].sort(), ['capacity', 'jobs', 'networks', 'templates', 'vms']);
  });

  it('takes the state of a VM from its event at once, and reads the rest', () => {
    const { mirror, changes, wanted } = reduce(known, [
      event({ type: 'vm_changed', vm_id: 'id-b', data: { state: 'Running' } }),
    ]);
    assert.equal(mirror.vms?.get('id-b')?.state, 'Running');
    assert.equal(mirror.vms.get('id-a'), known.vms?.get('id-a'));
    assert.deepEqual([...changes.vms], ['id-b']);
    assert.deepEqual([[...wanted.vms], [...wanted.lists]], [['id-b'], ['capacity']]);
  });

  it('takes a step from its event, and counts', () => {
    const at = hostJob(2, ['c', 'd'], { status: 'Provisioning', finished_at: null });
    const before = hostState([], [at]);
    const vm = { ...at.vms[1], status: 'Failed', error: { code: 'x', message: 'no' } };
    const { mirror } = reduce(before, [event({ type: 'vm_finished', job_id: jobId(2), data: { n: 1, vm } })]);
    const job = mirror.jobs?.get(jobId(2));
    assert.deepEqual(job?.counts, { requested: 2, created: 1, failed: 1, cancelled: 0 });
    assert.equal(job.vms[1]?.error?.message, 'no');
  });

  for (const data of [{ n: 1, vm: 'garbage' }, { n: 77 }, { n: 'x', vm: {} }, {}, { job: 3 }]) {
    it(`is not misled by an event with ${JSON.stringify(data)}`, () => {
      for (const type of ['vm_step', 'job_finished', 'vm_changed'] as const) {
        const { mirror } = reduce(known, [event({ type, job_id: jobId(1), vm_id: 'id-a', data })]);
        assert.deepEqual(mirror.jobs, known.jobs);
        assert.deepEqual(mirror.vms, known.vms);
      }
    });
  }

  it('forgets a host that is gone, and what belongs to another one', () => {
    const gone = reduce(known, [{ kind: 'forgotten' }]);
    assert.deepEqual({ ...gone.mirror, at: '' }, { ...emptyMirror, at: '' });
    assert.deepEqual([...gone.changes.vms].sort(), ['id-a', 'id-b']);
    const other = reduce(known, [{ kind: 'opened', host: { ...sampleHost, name: 'hv02' } }]);
    assert.equal(other.mirror.vms, null);
    assert.ok(other.wanted.lists.has('vms'));
  });

  it('keeps what an answer confirms as the same object', () => {
    const vms = [...(known.vms?.values() ?? [])].map((vm) => structuredClone(vm));
    const { mirror, changes } = reduce(known, [{ kind: 'vms', vms }]);
    assert.equal(mirror.vms?.get('id-a'), known.vms?.get('id-a'));
    assert.equal(changes.vms.size, 0);
  });

  it('keeps the newest jobs, and all that have not ended', () => {
    const jobs = Array.from({ length: JOBS_KEPT }, (_, n) =>
      hostJob(n, ['x'], {
        created_at: new Date(n * 1000).toISOString(),
        ...(n === 0 ? { status: 'Provisioning', finished_at: null } : {}),
      }),
    );
    const draft = draftOf(hostState([], jobs));
    draft.setJob(jobId(9999), hostJob(9999, ['y']));
    assert.equal(draft.mirror.jobs?.size, JOBS_KEPT);
    assert.ok(draft.mirror.jobs.has(jobId(0)));
    assert.ok(!draft.mirror.jobs.has(jobId(1)));
  });
});

function sorted<T>(map: ReadonlyMap<string, T> | null): [string, T][] {
  return [...(map ?? [])].sort(([left], [right]) => (left < right ? -1 : 1));
}
