import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTree, type Node } from 'jsonc-parser';
import { positionsOf } from '../../../../server/src/core/json/positions.ts';

/** What a tree says, without the ways up, which are compared on their own. */
function plain(node: Node): unknown {
  const { type, offset, length, colonOffset, children } = node;
  const value: unknown = node.value;
  for (const child of children ?? []) assert.equal(child.parent, node);
  return { type, offset, length, value, colonOffset, children: children?.map(plain) };
}

function check(text: string): void {
  const expected = parseTree(text);
  assert.ok(expected !== undefined);
  assert.deepEqual(plain(positionsOf(text)), plain(expected), JSON.stringify(text));
}

describe('positionsOf', () => {
  it('gives the tree of jsonc-parser for any JSON, however it is laid out', () => {
    const json = fc.json({ maxDepth: 6, stringUnit: 'binary' });
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, 2, '\t'), (text, gap) => {
        check(` \r\n\t${text} \n`);
        check(JSON.stringify(JSON.parse(text), null, gap).replaceAll('\n', '\r\n'));
      }),
    );
  });

  it('takes escapes, signs, exponents, doubled members and empty things', () => {
    for (const text of [
      '{}',
      '[ ]',
      '{ "a" : { } , "a" : [ [ ] ] }',
      String.raw`{"\"\\\u0041\ud83d\ude00\n":"\\","b":"\\\""}`,
      '[-0,-1.5e+10,1E3,0.5,12]',
      '[true,false,null]',
      '"x"',
      '12',
      ' null ',
      '{"__proto__":1,"\u{1F600}":"\u{1F600}"}',
    ]) {
      check(text);
    }
  });
});
