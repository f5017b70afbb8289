import assert from 'node:assert/strict';
import { errorCatalogue } from '#schemas/errors.ts';
import { classifyFailure, jobError } from '../../../../server/src/host/hyperv/failures.ts';
import { failureRows } from '../../../support/failureRows.ts';

describe('what a failure of Hyper-V means', () => {
  for (const [situation, step, category, id, hresult, code] of failureRows) {
    it(`${situation}: ${code}, whatever the text says`, () => {
      for (const message of ['Not enough memory in the system.', '内存不足', '']) {
        assert.equal(classifyFailure({ id, category, hresult, message, target: null }, step).code, code);
      }
    });
  }

  it('only what may pass by itself is tried again', () => {
    const again = failureRows.filter(
      ([, step, category, id, hresult]) =>
        classifyFailure({ id, category, hresult, message: '', target: null }, step).retry,
    );
    const codes = new Set(again.map(([, , , , , code]) => code));
    assert.deepEqual([...codes].toSorted(), ['host_busy', 'hyperv_unavailable', 'powershell_unavailable']);
  });

  it('an error tells what to do, and keeps 4 KiB of what the host said', () => {
    const error = jobError('bad_output', 'x'.repeat(10_000));
    assert.equal(error.detail?.length, 4096);
    assert.equal(error.hint, errorCatalogue.job.bad_output.hint);
  });
});
