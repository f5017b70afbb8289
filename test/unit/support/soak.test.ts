import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { EndedPart } from '../../soak/part.ts';
import { goalTests, titlesOf } from '../../soak/goalTests.ts';
import { allGoals, readArguments } from '../../soak/options.ts';
import { partsFor } from '../../soak/parts.ts';
import { missedGoals, verdictsOf } from '../../soak/verdicts.ts';

const root = join(import.meta.dirname, '..', '..', '..');

function ended(lines: EndedPart['lines'], failures: readonly string[] = []): EndedPart {
  const part = { name: 'a part', goals: ['G2'], when: 'together', run: () => assert.fail() } as const;
  return { part, seconds: 1, lines, failures };
}

describe('the long run', () => {
  it('reads which goals are asked for, and for how long', () => {
    const asked = readArguments(['G3', 'G2', '--minutes-of-g11', '2']);
    assert.deepEqual(asked, {
      kind: 'run',
      options: { goals: ['G2', 'G3'], parts: [], minutesOfG11: 2, report: null },
    });
    assert.equal(readArguments(['G99']).kind, 'wrong');
    assert.equal(readArguments(['--minutes-of-g11', 'x']).kind, 'wrong');
    assert.equal(readArguments(['--help']).kind, 'help');
  });

  it('finds the tests that prove a goal', () => {
    const found = goalTests(root).find(({ file }) => file === 'test/service/goals/killLoop.test.ts');
    assert.deepEqual(found?.goals, ['G2']);
    const title = (goal: string): string => `a host: ${goal}: nothing is lost`;
    assert.match(title('G2'), new RegExp(titlesOf(['G2', 'S1'])));
    assert.doesNotMatch(title('G21'), new RegExp(titlesOf(['G2'])));
  });

  it('has one hour of work beside the other parts, and takes times alone', () => {
    const options = { goals: allGoals(), parts: [], minutesOfG11: 1, report: null };
    const parts = partsFor(root, options);
    const names = parts.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      parts.filter(({ when }) => when === 'beside').map(({ goals }) => goals),
      [['G11']],
    );
    assert.ok(parts.filter(({ name }) => name.startsWith('bench ')).every(({ when }) => when === 'alone'));
  });

  it('runs only the parts that are named', () => {
    const asked = readArguments(['--part', 'mutation', '--part', 'bench ab', '--minutes-of-g11', '1']);
    assert.ok(asked.kind === 'run');
    assert.equal(asked.options.report, null, 'the report of a whole run stays');
    const names = partsFor(root, asked.options).map(({ name }) => name);
    assert.deepEqual(names, ['bench abuse', 'mutation']);
    assert.deepEqual(partsFor(root, { ...asked.options, parts: ['no such part'] }), []);
  });

  it('counts a goal as missed when nothing is measured of it, a line misses it or a test of it fails', () => {
    const line = { goal: 'G2', tried: 'kills', result: '0 lost', reached: true } as const;
    const missed = (parts: readonly EndedPart[]): string[] => missedGoals(verdictsOf(['G2'], parts));
    assert.deepEqual(missed([ended([line])]), []);
    assert.deepEqual(missed([]), ['G2']);
    assert.deepEqual(missed([ended([line, { ...line, reached: false }])]), ['G2']);
    assert.deepEqual(missed([ended([line], ['a test failed'])]), ['G2']);
  });
});
