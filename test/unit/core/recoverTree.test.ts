import assert from 'node:assert/strict';
import fc from 'fast-check';
import { getNodeValue } from 'jsonc-parser';
import { recoverTree } from '#core/json/recoverTree.ts';

const valueOf = (text: string): unknown => {
  const tree = recoverTree(text, 32);
  // Through JSON, because objects out of a tree have no prototype.
  return tree === null ? null : (JSON.parse(JSON.stringify(getNodeValue(tree))) as unknown);
};

describe('recoverTree', () => {
  it('finds what is there around what is being typed', () => {
    assert.deepEqual(valueOf('{"a": 1, "b": }'), { a: 1 });
    assert.deepEqual(valueOf('{"a": [1, 2,], /* b */ "c": "d'), { a: [1, 2], c: 'd' });
    assert.deepEqual(valueOf('{"a": {"b": 1'), { a: { b: 1 } });
    assert.equal(valueOf(''), null);
  });

  it('looks into 32 levels and no deeper, whatever stands between the brackets', () => {
    assert.ok(valueOf('['.repeat(32)) !== null);
    for (const open of ['[', '{"a":', '[}', '[},', '{"a":],"b":', '[/**/', '[//\n', '[}}}},']) {
      assert.equal(valueOf(open.repeat(33)), null, open);
      assert.equal(valueOf(open.repeat(20_000)), null, open);
    }
  });

  it('is not led astray by brackets in texts and comments', () => {
    assert.deepEqual(valueOf(`["${'['.repeat(99)}"]`), ['['.repeat(99)]);
    assert.deepEqual(valueOf(`[1 /* ${'['.repeat(99)} */]`), [1]);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"',
      '"a"',
      '/*',
      '*/',
      '//',
      '\n',
      '1',
      '\\',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
        recoverTree(pieces.join(''), 32);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
});
