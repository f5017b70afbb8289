import assert from 'node:assert/strict';
import fc from 'fast-check';
import { difference, withChange } from '#shared/text/difference.ts';

describe('difference', () => {
  it('is the one stretch that is not the same', () => {
    assert.deepEqual(difference('cpu: 2,', 'cpu: 12,'), { offset: 5, length: 0, content: '1' });
    assert.deepEqual(difference('aaa', 'aa'), { offset: 2, length: 1, content: '' });
    assert.deepEqual(difference('', 'new'), { offset: 0, length: 0, content: 'new' });
    assert.deepEqual(difference('same', 'same'), { offset: 4, length: 0, content: '' });
  });

  it('makes any text into any other', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '\r', '\n', '\ud83d', '\ude00'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(withChange(before, difference(before, after)), after);
      }),
    );
  });
});
