import assert from 'node:assert/strict';
import type { DashboardVm } from '#schemas/generated/types.ts';
import { countByStatus, PAGE, shownRows } from '../../../../webview/src/dashboard/rowList.ts';
import { KEPT_VERSION, receive, startState, usual } from '../../../../webview/src/dashboard/state.ts';

function row(name: string, changes: Partial<DashboardVm> = {}): DashboardVm {
  return {
    id: `id-${name}`,
    name,
    status: 'Success',
    detail: '',
    power: 'running',
    address: '',
    job: 'job-1',
    size: '2 vCPU',
    own: true,
    there: true,
    ...changes,
  };
}

const all = { text: '', statuses: [] };
const byName = { column: 'name', down: false };
const names = (rows: readonly DashboardVm[]): string[] => rows.map(({ name }) => name);

describe('the rows of the dashboard', () => {
  it('sort as people count, up and down, and by status in the order of a VM’s life', () => {
    const rows = [row('web-10'), row('web-2', { status: 'Failed' }), row('db', { status: 'Submitted' })];
    assert.deepEqual(names(shownRows(rows, all, byName, 0).rows), ['db', 'web-2', 'web-10']);
    assert.deepEqual(names(shownRows(rows, all, { column: 'name', down: true }, 0).rows), [
      'web-10',
      'web-2',
      'db',
    ]);
    assert.deepEqual(names(shownRows(rows, all, { column: 'status', down: false }, 0).rows), [
      'db',
      'web-2',
      'web-10',
    ]);
  });

  it('are filtered by every word, wherever it is, and by status', () => {
    const rows = [
      row('web-1', { address: '10.0.0.5' }),
      row('web-2', { power: 'off' }),
      row('dc', { status: null, own: false }),
    ];
    const filtered = (text: string, statuses: string[]): string[] =>
      names(shownRows(rows, { text, statuses }, byName, 0).rows);
    assert.deepEqual(filtered('WEB 10.0', []), ['web-1']);
    assert.deepEqual(filtered('off', []), ['web-2']);
    assert.deepEqual(filtered('', ['Other']), ['dc']);
    assert.deepEqual(filtered('', ['Other', 'Success']), ['dc', 'web-1', 'web-2']);
    assert.deepEqual(
      [...countByStatus(rows)],
      [
        ['Success', 2],
        ['Other', 1],
      ],
    );
  });

  it('come a page at a time, and never from behind the end', () => {
    const rows = Array.from({ length: 250 }, (_, n) => row(`vm-${String(n)}`));
    const last = shownRows(rows, all, byName, 5000);
    assert.deepEqual([last.from, last.rows.length, last.matching], [2 * PAGE, 50, 250]);
    assert.deepEqual(shownRows([], all, byName, 100), { rows: [], from: 0, matching: 0 });
  });
});

describe('the state of the dashboard', () => {
  const rows = { type: 'rows' as const, full: true, vms: [row('a'), row('b')], jobs: [], gone: [] };

  it('takes changes by id, and forgets the selection of what has gone', () => {
    const start = receive(startState(null), rows);
    const chosen = { ...usual, selected: ['id-a', 'id-b'] };
    const next = receive(
      { ...start, chosen },
      {
        ...rows,
        full: false,
        vms: [row('b', { power: 'off' })],
        gone: ['id-a'],
      },
    );
    assert.deepEqual([...next.vms.values()], [row('b', { power: 'off' })]);
    assert.deepEqual(next.chosen.selected, ['id-b']);
    assert.deepEqual([...receive(next, { ...rows, vms: [row('c')] }).vms.keys()], ['id-c']);
  });

  it('takes up what was kept, and nothing of another shape', () => {
    const kept = { ...usual, tab: 'jobs', version: KEPT_VERSION };
    assert.equal(startState(kept).chosen.tab, 'jobs');
    for (const strange of [null, 'x', { tab: 'jobs' }, { ...kept, version: 0 }]) {
      assert.deepEqual(startState(strange).chosen, usual);
    }
  });
});
