import assert from 'node:assert/strict';
import { join } from 'node:path';
import { goals } from '../support/goals/goals.ts';
import { readSources } from './rules/readSources.ts';
import { parseFile } from './rules/sourceFile.ts';
import { testTitles } from './rules/testTitles.ts';

/** Bad inputs and faults with the behaviour that is expected, T01 to T48. */
const faults = Array.from({ length: 48 }, (_, n) => `T${String(n + 1).padStart(2, '0')}`);
const numbers: readonly string[] = [...faults, ...Object.keys(goals)];

/** The number that a title begins with, or null. */
function numberOf(title: string): string | null {
  return /^([TGS]\d{1,2}): /.exec(title)?.[1] ?? null;
}

describe('requirements', () => {
  const titles = testTitles(readSources(join(import.meta.dirname, '../..'), ['test']));
  const proved = new Set(titles.map(({ title }) => numberOf(title)));

  it('each has a test whose title begins with its number', () => {
    const missing = numbers.filter((number) => !proved.has(number));
    assert.deepEqual(missing, []);
  });

  it('no test names a number that there is none of', () => {
    const strange = [...proved].filter((number) => number !== null && !numbers.includes(number));
    assert.deepEqual(strange, []);
  });

  it('titles are found wherever they stand, and as far as they are written out', () => {
    const text = [
      "describe('T01: a', () => { for (const x of y) it(`T02: ${x} is refused`, () => {}); });",
      "it.skip('T03: skipped', () => {}); other('T04: none'); it(title, () => {}); it(`T05: whole`);",
    ].join('\n');
    const found = testTitles([parseFile('test/a.test.ts', text), parseFile('server/a.ts', text)]);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['T01: a', 'T02: ', 'T05: whole'],
    );
  });
});
