import assert from 'node:assert/strict';
import { FormFromPage } from '#schemas/generated/webview/FormFromPage.js';
import { FormToPage } from '#schemas/generated/webview/FormToPage.js';
import type { Capacity, FormEdit, Plan } from '#schemas/generated/types.ts';
import { applyChanges } from '../../../../client/src/form/applyChanges.ts';
import { capacityResources } from '../../../../client/src/form/capacityMessage.ts';
import { jobView } from '../../../../client/src/form/jobView.ts';
import { nodeAt, pointerAt } from '../../../../client/src/form/pointers.ts';
import { readText } from '../../../../client/src/form/readText.ts';
import { doneVm, endedJob, failedVm, job, jobVm } from '../../../support/wireSamples.ts';
import { specText } from '../../../vscode/specs.ts';

describe('T46: what a page may say', () => {
  const edit: FormEdit = {
    type: 'edit',
    seq: 1,
    base: 1,
    changes: [{ kind: 'set', path: ['provisioning_request', 'num_vms'], value: 1 }],
  };
  const forged: readonly unknown[] = [
    null,
    'ready',
    {},
    { type: 'ready', more: 1 },
    { type: 'run', command: 'rm' },
    { type: 'action', action: 'workbench.action.terminal.new' },
    { type: 'action', action: 'constructor' },
    { ...edit, seq: 'x' },
    { ...edit, changes: [{ kind: 'run', path: ['a', 'b'] }] },
    { ...edit, changes: [{ kind: 'set', path: [] }] },
    { ...edit, changes: [{ kind: 'set', path: ['provisioning_request', { toString: 1 }] }] },
    { type: 'reveal', pointer: 'x'.repeat(2000) },
    { type: 'pickKeys', vms: [] },
    { type: 'pickKeys', vms: [0], file: '/etc/passwd' },
  ];

  it('is what the schema names', () => {
    assert.ok(FormFromPage({ type: 'ready' }));
    assert.ok(FormFromPage(edit));
    assert.ok(FormFromPage({ type: 'pickKeys', vms: [0, 1] }));
    for (const message of forged) assert.ok(!FormFromPage(message), JSON.stringify(message));
  });

  it('changes nothing outside the request', () => {
    const text = specText([{}]);
    for (const path of [
      ['$schema', 'a'],
      ['other', 'a'],
      ['__proto__', 'polluted'],
    ]) {
      assert.equal(applyChanges(text, [{ kind: 'set', path, value: 1 }]), null, path.join('.'));
    }
  });
});

describe('a text that a form is made of', () => {
  it('is JSON with a list of VMs; what keeps it from being one is told with its place', () => {
    const at = (text: string): readonly [number, string] | null => {
      const reading = readText(text);
      return reading.kind === 'good' ? null : [reading.offset, reading.message];
    };
    assert.equal(at(specText([{}])), null);
    assert.deepEqual(at('{"a" 1}'), [5, 'a colon is missing']);
    assert.deepEqual(at(''), [0, 'a value is missing']);
    assert.deepEqual(at('{}'), [0, 'the object "provisioning_request" is missing']);
    assert.deepEqual(at('{"provisioning_request":{}}'), [24, 'the list "vms" is missing']);
    assert.match(at('// hm\n{}')?.[1] ?? '', /comments/);
  });

  it('has a pointer for every place, and a place for every pointer', () => {
    const text = specText([{}, { tags: ['a'] }]);
    const reading = readText(text);
    assert.ok(reading.kind === 'good');
    const offset = text.indexOf('"a"');
    assert.equal(pointerAt(reading.tree, offset + 1), '/provisioning_request/vms/1/tags/0');
    assert.equal(nodeAt(reading.tree, '/provisioning_request/vms/1/tags/0').offset, offset);
    const missing = nodeAt(reading.tree, '/provisioning_request/vms/0/notes');
    assert.equal(missing.offset, nodeAt(reading.tree, '/provisioning_request/vms/0').offset);
  });
});

describe('a job in a form', () => {
  it('tells each VM, how it ended and what to do now, in a message that the page takes', () => {
    const running = jobView(
      job([doneVm('a'), jobVm('b', { status: 'Provisioning', progress: 0.5 })]),
      'hv01',
      'away',
    );
    assert.deepEqual(
      [running.phase, running.percent, running.away, running.next],
      ['running', 75, 'away', ''],
    );
    assert.deepEqual(
      running.vms.map(({ phase, percent }) => [phase, percent]),
      [
        ['success', 100],
        ['running', 50],
      ],
    );
    const partial = jobView(endedJob([doneVm('a'), failedVm('b')], 'Failed', 'partial'), 'hv01', 'away');
    assert.deepEqual([partial.phase, partial.retry, partial.away], ['partial', true, '']);
    assert.match(partial.vms[1]?.error ?? '', /Not enough memory/);
    for (const view of [running, partial]) assert.ok(FormToPage({ type: 'job', job: view }));
  });
});

describe('room in a form', () => {
  const cpu = {
    resource: 'cpu',
    unit: 'cores',
    total: 16,
    percent: 50,
    host_reserve: 1,
    committed: 2,
    committed_unmanaged: 1,
    reserved: 1,
    available: 3,
    over_by: 0,
  } as const;
  const capacity: Capacity = {
    resources: [cpu],
    warnings: [],
    kept_disks: [],
    at: '2026-01-01T00:00:00Z',
    simulated: true,
  };
  const plan: Plan = {
    fits: false,
    simulated: true,
    vms: [],
    resources: [
      {
        resource: 'cpu',
        unit: 'cores',
        total: 16,
        available_before: 3,
        requested: 5,
        available_after: -2,
        fits: false,
      },
    ],
    problems: [],
    drift: [],
    warnings: [],
    at: '2026-01-01T00:00:00Z',
  };

  it('counts what may be promised, and by how much a request is too much', () => {
    assert.deepEqual(capacityResources(capacity, plan), [
      {
        name: 'CPU (vCPU)',
        unit: 'cores',
        total: 16,
        limit: 8,
        host_reserve: 1,
        committed: 3,
        reserved: 1,
        requested: 5,
        free_after: 0,
        over_by: 2,
      },
    ]);
    const [without] = capacityResources(capacity, null);
    assert.deepEqual([without?.requested, without?.free_after, without?.over_by], [0, 3, 0]);
  });
});
