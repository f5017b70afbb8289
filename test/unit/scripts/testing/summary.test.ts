import assert from 'node:assert/strict';
import type { SuiteResult } from '../../../../scripts/testing/suite.ts';
import { closingLine, summary } from '../../../../scripts/testing/summary.ts';

function result(suite: string, passed: number, failed: number, reasons: readonly string[]): SuiteResult {
  const skipped = reasons.map((reason) => ({ title: `a test of ${suite}`, reason }));
  return { suite, passed, failed, skipped, seconds: 1.25, output: '' };
}

describe('summary of all suites', () => {
  it('adds up what passed and failed', () =>
    assert.equal(closingLine([result('a', 2, 0, []), result('b', 3, 1, [])]), '5 passed, 1 failed'));

  it('counts skipped tests where there are any', () =>
    assert.equal(closingLine([result('a', 2, 0, ['no Hyper-V'])]), '2 passed, 0 failed, 1 skipped'));

  it('names every skipped test with its reason and ends with the closing line', () => {
    const lines = summary([result('a', 2, 0, ['no Hyper-V']), result('b', 10, 1, [])]).split('\n');
    assert.ok(lines.includes('skipped: a: a test of a (no Hyper-V)'));
    assert.equal(lines.at(-1), '12 passed, 1 failed, 1 skipped');
  });
});
