import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseTree, type Node } from 'jsonc-parser';
import { nodeAt } from '#core/json/nodeAt.ts';
import { areApart, type Change } from '#shared/edit/change.ts';
import { unchanged } from '#shared/edit/changedText.ts';
import { addMembers, removeChild, setMembers } from '#shared/edit/members.ts';

function treeOf(text: string): Node {
  const tree = parseTree(text);
  assert.ok(tree !== undefined);
  return tree;
}

function apply(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (now, { offset, length, content }) => now.slice(0, offset) + content + now.slice(offset + length),
      text,
    );
}

describe('changes of a text', () => {
  it('in several rounds are the same as changes of the original, which do not touch each other', () => {
    const place = fc.record({ at: fc.nat(1000), length: fc.nat(5), content: fc.string({ maxLength: 4 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(place, { maxLength: 12 }), (original, places) => {
        let changed = unchanged(original);
        let text = original;
        for (const { at, length, content } of places) {
          const offset = at % (text.length + 1);
          const change = { offset, length: Math.min(length, text.length - offset), content };
          changed = changed.change([change]);
          text = apply(text, [change]);
          assert.equal(changed.text, text);
        }
        assert.equal(apply(original, changed.changes), text);
        assert.ok(areApart(changed.changes) || changed.changes.length < 2);
      }),
      { seed: 20, numRuns: 500 },
    );
  });

  it('are apart when none touches another', () => {
    const at = (offset: number, length: number): Change => ({ offset, length, content: '' });
    assert.equal(areApart([at(5, 2), at(0, 5), at(9, 0)]), true);
    assert.equal(areApart([at(0, 3), at(2, 2)]), false);
    assert.equal(areApart([at(3, 0), at(3, 0)]), false);
  });
});

describe('members', () => {
  const added: readonly (readonly [before: string, after: string])[] = [
    ['{}', '{"b":1}'],
    ['{"a":1}', '{"a":1,"b":1}'],
    ['{ "a": 1 }', '{ "a": 1, "b": 1 }'],
    ['{\n  "a": 1\n}', '{\n  "a": 1,\n  "b": 1\n}'],
    ['{\r\n\t"a" : 1\r\n}', '{\r\n\t"a" : 1,\r\n\t"b" : 1\r\n}'],
    ['[\n  {}\n]', '[\n  {\n    "b": 1\n  }\n]'],
    ['{\n  "a": 1, "c": {} }', '{\n  "a": 1, "c": {}, "b": 1 }'],
  ];
  for (const [before, after] of added) {
    it(`are added to ${JSON.stringify(before)} as it is laid out`, () => {
      const tree = treeOf(before);
      const object = tree.type === 'array' ? nodeAt(tree, '/0') : tree;
      assert.ok(object !== undefined);
      assert.equal(apply(before, [addMembers(before, object, [['b', 1]])]), after);
    });
  }

  it('are set where they stand, and added otherwise', () => {
    const text = '{ "a": 1, "a": 2 }';
    const changes = setMembers(text, treeOf(text), [
      ['a', 3],
      ['b', { c: [] }],
    ]);
    assert.equal(apply(text, changes), '{ "a": 1, "a": 3, "b": {"c":[]} }');
  });

  it('and items are removed with the comma that they leave over, and the text is JSON still', () => {
    const text = '{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": { "d": 1 }\n}';
    const expected: readonly (readonly [pointer: string, value: unknown])[] = [
      ['/a', { b: [1, 2, 3], c: { d: 1 } }],
      ['/c', { a: 1, b: [1, 2, 3] }],
      ['/b/0', { a: 1, b: [2, 3], c: { d: 1 } }],
      ['/b/2', { a: 1, b: [1, 2], c: { d: 1 } }],
      ['/c/d', { a: 1, b: [1, 2, 3], c: {} }],
    ];
    for (const [pointer, value] of expected) {
      const node = nodeAt(treeOf(text), pointer);
      const child = node?.parent?.type === 'property' ? node.parent : node;
      const change = child === undefined ? null : removeChild(child);
      assert.ok(change !== null);
      assert.deepEqual(JSON.parse(apply(text, [change])), value, pointer);
    }
  });
});
