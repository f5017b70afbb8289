import assert from 'node:assert/strict';
import { freeName } from '#core/freeName.ts';

describe('freeName', () => {
  const cases: readonly (readonly [
    name: string,
    taken: readonly string[],
    expected: string,
    copies?: number,
  ])[] = [
    ['web-01', ['web-01'], 'web-02'],
    ['web-09', ['web-09', 'web-10'], 'web-11'],
    ['web-99', [], 'web-100'],
    ['dc', ['dc'], 'dc-02'],
    ['DC', ['dc', 'dc-02'], 'DC-03'],
    ['7', ['7'], '8'],
    ['vm-20300101123456', [], 'vm-20300101123457'],
    ['web', ['web-02-01'], 'web-03', 2],
    ['n'.repeat(64), [], `${'n'.repeat(62)}02`],
  ];
  for (const [vm_name, taken, expected, copies] of cases) {
    it(`${vm_name.slice(0, 20)} becomes ${expected.slice(-20)}`, () => {
      const entry = copies === undefined ? { vm_name } : { vm_name, copies };
      assert.equal(freeName(entry, new Set(taken)), expected);
    });
  }

  it('gives up rather than search for ever', () => {
    const all = Array.from({ length: 20_000 }, (_, number) => `a-${String(number).padStart(2, '0')}`);
    assert.equal(freeName({ vm_name: 'a' }, new Set(all)), null);
  });
});
