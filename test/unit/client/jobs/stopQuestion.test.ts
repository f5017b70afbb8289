import assert from 'node:assert/strict';
import { stopQuestion } from '../../../../client/src/jobs/stopQuestion.ts';
import { doneVm, job, jobVm } from '../../../support/wireSamples.ts';

describe('the question before a job is stopped', () => {
  const ask = (requested: number, created: number): readonly [string, string] => {
    const names = Array.from({ length: requested }, (_unused, index) => `web-${index}`);
    const vms = names.map((name, index) => (index < created ? doneVm(name) : jobVm(name)));
    const counts = { requested, created, failed: 0, cancelled: 0 };
    const { text, detail } = stopQuestion(job(vms, { counts }));
    return [text, detail];
  };

  it('names the job, what stays and what goes', () => {
    assert.deepEqual(ask(10, 6), ['Stop "Create 10 VMs"?', '6 finished VMs stay and 4 are removed.']);
    assert.deepEqual(ask(5, 3), ['Stop "Create 5 VMs"?', '3 finished VMs stay and 2 are removed.']);
    assert.deepEqual(ask(2, 1), ['Stop "Create 2 VMs"?', '1 finished VM stays and 1 is removed.']);
  });

  it('says so where nothing is finished yet', () => {
    assert.deepEqual(ask(1, 0), ['Stop "Create web-0"?', 'What was begun is undone: 1 is removed.']);
  });
});
