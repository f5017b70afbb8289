import assert from 'node:assert/strict';
import type { Template } from '#schemas/generated/types.ts';
import { requestOf } from '../../../../client/src/templates/request.ts';
import { removeQuestion } from '../../../../client/src/templates/questions.ts';

function template(more: Partial<Template> = {}): Template {
  return {
    ...{
      path: 'C:\\Templates\\base.vhdx',
      size_gb: 40,
      os: 'linux',
      generation: 2,
      children: 0,
      state: 'ok',
    },
    ...more,
  };
}

const host = { name: 'hv01' };

describe('templates in the editor', () => {
  it('asks a host only for what the person said', () => {
    const known = { path: 'D:\\a.vhdx', os: null, generation: null, begun: null };
    assert.deepEqual(requestOf(known), { path: 'D:\\a.vhdx' });
    const all = { ...known, os: 'windows' as const, generation: 1 as const };
    assert.deepEqual(requestOf(all), { path: 'D:\\a.vhdx', os: 'windows', generation: 1 });
  });

  it('asks before one is removed, and offers to delete only a file that is there', () => {
    const there = removeQuestion(template(), host);
    assert.deepEqual([there.mayRemove, there.mayDeleteFile], [true, true]);
    assert.equal(there.text, 'Remove the template base from hv01?');
    const missing = removeQuestion(template({ state: 'missing' }), host);
    assert.deepEqual([missing.mayRemove, missing.mayDeleteFile], [true, false]);
  });

  it('names the VMs that depend on one, and offers nothing then', () => {
    const question = removeQuestion(template({ children: 3, dependents: ['a', 'b'] }), host);
    assert.deepEqual([question.mayRemove, question.mayDeleteFile], [false, false]);
    assert.match(question.detail, /3 VM disks depend on it\. Delete these VMs first: a, b, …/);
  });

  it('gives one up that is being added', () => {
    const question = removeQuestion(template({ state: 'adding' }), host);
    assert.match(question.text, /^Give up adding base on hv01\?$/);
    assert.deepEqual([question.mayRemove, question.mayDeleteFile], [true, false]);
  });
});
