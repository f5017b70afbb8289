import assert from 'node:assert/strict';
import type { ActivityRecord } from '#schemas/generated/types.ts';
import { activityLog, type Asked } from '../../../../server/src/host/activity/activityLog.ts';
import { openActivityFile } from '../../../../server/src/host/activity/activityFile.ts';
import { fakeClock } from '../../../support/fakeClock.ts';

const MINUTE_MS = 60_000;

const asked = (more: Partial<Asked> = {}): Asked => ({
  kind: 'request',
  caller: { name: 'ci', role: 'operator' },
  from: '127.0.0.1',
  action: 'POST /api/vms/provision',
  target: null,
  changes: true,
  status: 202,
  code: null,
  requestId: 'r',
  details: {},
  ...more,
});

/** A log whose file is a list, and full on demand. */
function testLog() {
  const records: ActivityRecord[] = [];
  const state = { full: false, told: 0 };
  const clock = fakeClock();
  const log = activityLog({
    file: {
      append: (line) => {
        if (state.full) throw new Error('no space');
        records.push(JSON.parse(line) as ActivityRecord);
      },
      close: () => undefined,
    },
    clock,
    onFailure: () => (state.told += 1),
  });
  return { log, records, state, clock };
}

describe('the activity log', () => {
  it('leaves out readings and what a spec was refused for by a viewer, and keeps what changed something', () => {
    const { log, records } = testLog();
    log.asked(asked({ changes: false, status: 200 }));
    log.asked(asked({ changes: false, status: 400, code: 'invalid_request' }));
    log.asked(asked({ changes: false, status: 403, code: 'forbidden' }));
    log.asked(asked({ status: 409, code: 'capacity_exceeded' }));
    log.asked(asked());
    assert.deepEqual(
      records.map(({ code }) => code),
      ['forbidden', 'capacity_exceeded', null],
    );
  });

  it('writes 60 refusals a minute for each token and for all without one, and counts the others', async () => {
    const { log, records, clock } = testLog();
    const stranger = asked({ caller: null, changes: false, status: 401, code: 'unauthorized' });
    for (let n = 0; n < 1000; n += 1) log.asked({ ...stranger, from: `10.0.${String(n)}.1` });
    log.asked(asked({ status: 403, code: 'forbidden' }));
    for (let n = 0; n < 100; n += 1) log.asked(asked());
    assert.equal(records.length, 60 + 1 + 100);
    await clock.advance(MINUTE_MS);
    log.asked(stranger);
    log.asked(stranger);
    assert.deepEqual(
      records.slice(-2).map(({ details }) => details),
      [{ unrecorded: 940 }, {}],
    );
  });

  it('never names a token or a long text as the target', () => {
    const { log, records } = testLog();
    const targets = ['ci', 'A'.repeat(43), 'x'.repeat(65), 'a b', '00000000-0000-4000-8000-000000000000', ''];
    for (const target of targets) log.asked(asked({ target }));
    assert.deepEqual(
      records.map(({ target }) => target),
      ['ci', null, null, null, '00000000-0000-4000-8000-000000000000', null],
    );
  });

  it('stops nothing when it cannot be written, says so once, and tells the gap when it can again', () => {
    const { log, records, state } = testLog();
    log.asked(asked());
    state.full = true;
    for (let n = 0; n < 3; n += 1) log.asked(asked());
    assert.deepEqual([log.state(), state.told], [{ lost: 3, failure: 'no space' }, 1]);
    state.full = false;
    log.asked(asked());
    assert.deepEqual(log.state(), { lost: 3, failure: null });
    assert.deepEqual(
      records.map(({ kind, details }) => [kind, details]),
      [
        ['request', {}],
        ['records_lost', { lost: 3 }],
        ['request', {}],
      ],
    );
    state.full = true;
    log.asked(asked());
    assert.deepEqual([log.state().lost, state.told], [4, 2]);
  });

  it('meets a disk that is really full in the same way', () => {
    const failures: unknown[] = [];
    const file = openActivityFile({ path: '/dev/full' });
    const log = activityLog({ file, clock: fakeClock(), onFailure: (error) => failures.push(error) });
    log.asked(asked());
    log.host('host_stopped');
    assert.match(String(log.state().failure), /ENOSPC/);
    assert.deepEqual([log.state().lost, failures.length], [2, 1]);
    log.close();
  });
});
