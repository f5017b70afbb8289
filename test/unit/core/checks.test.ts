import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SpecFile } from '#schemas/generated/validators.js';
import type { CheckContext } from '#core/checks/check.ts';
import { checkContext } from '#core/checks/checkContext.ts';
import { checks } from '#core/checks/registry.ts';
import { expandEntry } from '#core/copies.ts';
import { readDocument } from '#core/readDocument.ts';
import type { CheckCase } from './checkCases/checkCase.ts';
import { deviceCases } from './checkCases/deviceCases.ts';
import { guestCases } from './checkCases/guestCases.ts';
import { diskCases } from './checkCases/diskCases.ts';
import { nameCases } from './checkCases/nameCases.ts';
import { sizeCases } from './checkCases/sizeCases.ts';
import { waitCases } from './checkCases/waitCases.ts';
import { sampleVm, specText } from './sampleVm.ts';

const cases: readonly CheckCase[] = [
  ...nameCases,
  ...sizeCases,
  ...diskCases,
  ...deviceCases,
  ...guestCases,
  ...waitCases,
];

function contextOf(text: string): CheckContext {
  return checkContext(readDocument(text, SpecFile));
}

function contextOfCase({ vms, num_vms }: CheckCase): CheckContext {
  const text = specText(vms.map(sampleVm));
  return contextOf(num_vms === undefined ? text : text.replace(/"num_vms":\d+/, `"num_vms":${num_vms}`));
}

describe('the checks of a document', () => {
  for (const each of cases) {
    const { check, what, found } = each;
    it(`${check.codes.join(' and ')} ${found.length === 0 ? 'says nothing of' : 'is told of'} ${what}`, () => {
      assert.deepEqual(check.run(contextOfCase(each)), found);
    });
  }

  it('tell the codes that they announce, every one of them and no other', () => {
    for (const check of checks) {
      const own = cases.filter((each) => each.check === check);
      const told = own.flatMap((each) => check.run(contextOfCase(each))).map(({ code }) => code);
      assert.deepEqual([...new Set(told)].toSorted(), [...check.codes].toSorted());
      assert.ok(
        own.some(({ found }) => found.length === 0),
        `${check.codes.join()} lets something pass`,
      );
    }
  });
});

describe('what the checks look at', () => {
  it('are the entries in which nothing was refused, whatever else is unknown in the request', () => {
    const sound = specText([
      sampleVm(),
      sampleVm({ vm_name: 'b', cpu_cores: 0 }),
      sampleVm({ vm_name: 'c' }),
    ]);
    const { entries } = contextOf(sound.replace('"num_vms"', '"note0":1,"num_vms"'));
    assert.deepEqual(
      entries.map(({ spec, pointer }) => [spec.vm_name, pointer]),
      [
        ['web-01', '/provisioning_request/vms/0'],
        ['c', '/provisioning_request/vms/2'],
      ],
    );
  });

  it('are the VMs of up to 500 copies; none are made of a request that describes more', () => {
    const vmsOf = (copies: number): (number | undefined)[] =>
      contextOf(specText([sampleVm({ copies }), sampleVm({ vm_name: 'b' })])).entries.map(
        ({ vms }) => vms.length,
      );
    assert.deepEqual(vmsOf(499), [499, 1]);
    assert.deepEqual(vmsOf(500), [0, 0]);
  });

  it('are as many VMs as is written, or unknown where a number of copies was refused', () => {
    const described = (copies: string): number | null =>
      contextOf(specText([sampleVm({ copies: 3 }), sampleVm()]).replace('"copies":3', `"copies":${copies}`))
        .described;
    assert.equal(described('3'), 4);
    assert.deepEqual(['0', '"3"', 'null', '501'].map(described), [null, null, null, null]);
  });
});

describe('the VMs of an entry', () => {
  it('are numbered from 1 where copies are asked for, even a single one', () => {
    const numbers = (copies?: number): unknown[] =>
      expandEntry(sampleVm(copies === undefined ? {} : { copies }), 2, '/x').map(
        ({ vm_name, copy, entry, pointer }) => [vm_name, copy, entry, pointer],
      );
    assert.deepEqual(numbers(), [['web-01', null, 2, '/x']]);
    assert.deepEqual(numbers(1), [['web-01-01', 1, 2, '/x']]);
    assert.deepEqual(numbers(2)[1], ['web-01-02', 2, 2, '/x']);
  });
});
