import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  fitsPattern,
  nameOf,
  nextName,
  patternOf,
  readPattern,
  writePattern,
} from '../../../../../webview/src/form/model/names.ts';

describe('patterns of names', () => {
  it('are one number in braces, which is the first, with its digits', () => {
    assert.deepEqual(readPattern('web-{01}'), { before: 'web-', behind: '', first: 1, digits: 2 });
    assert.deepEqual(readPattern('a{7}b'), { before: 'a', behind: 'b', first: 7, digits: 1 });
    for (const text of ['web', 'web-{}', 'web-{a}', '{1}{2}', 'web-{1', 'web-{1234567}']) {
      assert.equal(readPattern(text), null, text);
    }
  });

  it('go on beyond their digits', () => {
    const pattern = { before: 'web-', behind: '', first: 98, digits: 2 };
    assert.deepEqual(
      [0, 1, 2].map((index) => nameOf(pattern, index)),
      ['web-98', 'web-99', 'web-100'],
    );
    assert.ok(fitsPattern('web-100', pattern));
    assert.ok(!fitsPattern('web-5', pattern));
    assert.ok(!fitsPattern('db-05', pattern));
  });

  it('are found in names, as most of them have it', () => {
    const found = patternOf(['web-02', 'web-01', 'gateway', 'db1', 5]);
    assert.equal(found === null ? null : writePattern(found), 'web-{01}');
    assert.equal(patternOf(['a', 'b']), null);
  });

  it('found in names that a pattern made are that pattern', () => {
    const patterns = fc.record({
      before: fc.stringMatching(/^[a-z][a-z-]{0,5}$/),
      behind: fc.constantFrom('', '-x', 'y'),
      first: fc.integer({ min: 0, max: 8 }),
      digits: fc.constantFrom(2, 3),
    });
    fc.assert(
      fc.property(patterns, fc.integer({ min: 1, max: 30 }), (pattern, count) => {
        const names = Array.from({ length: count }, (_, index) => nameOf(pattern, index));
        assert.deepEqual(patternOf(names), { ...pattern });
        assert.ok(names.every((name) => fitsPattern(name, pattern)));
      }),
    );
  });

  it('give the next free name, without regard to case', () => {
    assert.equal(nextName(['web-01', 'WEB-02'], 'web-01'), 'web-03');
    assert.equal(nextName(['gateway'], 'gateway'), 'gateway-01');
    assert.equal(nextName([], undefined), 'vm-01');
  });
});
