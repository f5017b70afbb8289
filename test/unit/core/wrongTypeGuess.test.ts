import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { guessValue } from '#core/schema/wrongType.ts';

describe('what is meant by a value of the wrong type', () => {
  it('is not guessed of an object or a list, as they come out of a text', () => {
    const read = Object.create(null) as object;
    for (const type of ['boolean', 'integer', 'string', 'array']) {
      assert.equal(guessValue(type, read), null);
      assert.equal(guessValue(type, [read]), null);
      assert.equal(guessValue(type, null), null);
    }
  });
});
