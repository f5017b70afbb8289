import assert from 'node:assert/strict';
import { exitCodeOfError, exitCodeOfJob } from '../../../server/src/cli/exitCodes.ts';
import { errorCatalogue } from '#schemas/errors.ts';
import { doneVm } from '../../support/wireSamples.ts';

describe('exit codes', () => {
  for (const [code, http, expected] of [
    ['invalid_request', 400, 2],
    ['unknown_template', 400, 2],
    ['unknown_network', 400, 2],
    ['body_too_large', 413, 2],
    ['capacity_exceeded', 409, 3],
    ['unauthorized', 401, 4],
    ['forbidden', 403, 4],
    ['host_not_allowed', 403, 4],
    ['name_in_use', 409, 5],
    ['job_state', 409, 5],
    ['vm_not_found', 404, 5],
    ['idempotency_key_reused', 422, 5],
    ['rate_limited', 429, 6],
    ['not_ready', 503, 6],
    ['inventory_unknown', 503, 6],
    ['too_many_jobs', 503, 6],
    ['storage_full', 503, 70],
    ['internal', 500, 70],
    ['__proto__', 500, 70],
  ] as const) {
    it(`${code} is ${String(expected)}`, () => {
      assert.equal(exitCodeOfError({ code, http_status: http }), expected);
    });
  }

  it('are never 0 for an error of the catalogue', () => {
    for (const [code, { http }] of Object.entries(errorCatalogue.request)) {
      assert.notEqual(exitCodeOfError({ code, http_status: http }), 0, code);
    }
  });

  it('tell success, a guest that gave no answer, failed, partial and cancelled jobs apart', () => {
    assert.equal(exitCodeOfJob({ status: 'Success', reason: null, vms: [] }), 0);
    const warning = { code: 'guest_no_answer', message: 'm' };
    const vms = [doneVm('a'), { ...doneVm('b'), warning }];
    assert.equal(exitCodeOfJob({ status: 'Success', reason: null, vms }), 1);
    assert.equal(exitCodeOfJob({ status: 'Failed', reason: 'partial', vms: [] }), 1);
    assert.equal(exitCodeOfJob({ status: 'Failed', reason: 'host_memory', vms: [] }), 1);
    assert.equal(exitCodeOfJob({ status: 'Failed', reason: 'cancelled', vms: [] }), 7);
  });
});
