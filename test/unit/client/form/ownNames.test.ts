import assert from 'node:assert/strict';
import type { FormProblem } from '#schemas/generated/types.ts';
import { withoutOwnNames } from '../../../../client/src/form/ownNames.ts';
import { specText } from '../../../vscode/specs.ts';

describe('names that are in use', () => {
  const text = specText([{ vm_name: 'Web-01' }, { vm_name: 'db', copies: 2 }, { vm_name: 'other' }]);
  const inUse = (entry: number, part: Partial<FormProblem> = {}): FormProblem => ({
    pointer: `/provisioning_request/vms/${String(entry)}/vm_name`,
    code: 'name_in_use',
    severity: 'error',
    message: 'It exists.',
    ...part,
  });
  const left = (problems: readonly FormProblem[], ...made: readonly string[]): readonly string[] =>
    withoutOwnNames(problems, text, new Set(made)).map(({ pointer }) => pointer.split('/')[3] ?? '');

  it('are no problem where the job of the request uses them, copies too', () => {
    assert.deepEqual(left([inUse(0), inUse(1), inUse(2)], 'web-01', 'db-01', 'db-02'), ['2']);
  });

  it('are one where there is no job, and every other problem stays', () => {
    assert.deepEqual(left([inUse(0), inUse(2)]), ['0', '2']);
    assert.deepEqual(
      left([inUse(0, { severity: 'information' }), inUse(1, { code: 'wrong_type' })], 'web-01', 'db-01'),
      ['0', '1'],
    );
    assert.deepEqual(withoutOwnNames([inUse(0)], '{', new Set(['web-01'])).length, 1);
  });
});
