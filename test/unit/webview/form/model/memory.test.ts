import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isStatic,
  memoryMembers,
  readGb,
  toDynamic,
  toStatic,
  withBound,
  writeGb,
} from '../../../../../webview/src/form/model/memory.ts';

const even = fc.integer({ min: 16, max: 200_000 }).map((half) => half * 2);

describe('memory in a form', () => {
  it('is read as GB, with other units where they are named, and is even', () => {
    const read: readonly (readonly [string, number | null])[] = [
      ['2', 2048],
      ['1.5', 1536],
      ['1,5', 1536],
      ['.5', 512],
      ['512 MB', 512],
      ['513mb', 514],
      ['1 TB', 1048576],
      ['0.33', 338],
      ['', null],
      ['two', null],
      ['-1', null],
    ];
    for (const [text, mb] of read) assert.equal(readGb(text), mb, text);
  });

  it('is written so that reading it gives the same, whatever it is', () => {
    fc.assert(fc.property(even, (mb) => assert.equal(readGb(writeGb(mb)), mb)));
    assert.deepEqual([2048, 1536, 1023, '2x', undefined, null].map(writeGb), [
      '2',
      '1.5',
      '1023 MB',
      '2x',
      '',
      'null',
    ]);
  });

  it('has bounds that move along, stay in order and even, and nothing moves that need not', () => {
    fc.assert(
      fc.property(
        fc.tuple(even, even, even),
        fc.constantFrom(...memoryMembers),
        even,
        (three, member, mb) => {
          const [min = 0, startup = 0, max = 0] = three.toSorted((a, b) => a - b);
          const before = { ram_min_mb: min, ram_startup_mb: startup, ram_max_mb: max };
          const after = withBound(before, member, mb);
          const values = memoryMembers.map((name) => Number(after[name]));
          assert.equal(after[member], mb);
          assert.deepEqual(
            values,
            values.toSorted((a, b) => a - b),
          );
          assert.ok(values.every((value) => value % 2 === 0));
          for (const name of memoryMembers) {
            assert.ok(after[name] === before[name] || after[name] === mb, name);
          }
        },
      ),
    );
  });

  it('leaves alone what is no number', () => {
    const after = withBound(
      { ram_min_mb: 'x', ram_startup_mb: 1024, ram_max_mb: undefined },
      'ram_startup_mb',
      2048,
    );
    assert.deepEqual(after, { ram_min_mb: 'x', ram_startup_mb: 2048, ram_max_mb: undefined });
  });

  it('becomes static at the size that the VM starts with, and dynamic around it', () => {
    const bounds = { ram_min_mb: 512, ram_startup_mb: 1024, ram_max_mb: 4096 };
    assert.deepEqual(toStatic(bounds), { ram_min_mb: 1024, ram_startup_mb: 1024, ram_max_mb: 1024 });
    assert.ok(isStatic(toStatic(bounds)));
    fc.assert(
      fc.property(even, (mb) => {
        const { ram_min_mb, ram_startup_mb, ram_max_mb } = toDynamic({
          ram_min_mb: mb,
          ram_startup_mb: mb,
          ram_max_mb: mb,
        });
        assert.ok(Number(ram_min_mb) >= 32 && Number(ram_min_mb) % 2 === 0);
        assert.ok(
          Number(ram_min_mb) <= Number(ram_startup_mb) && Number(ram_startup_mb) < Number(ram_max_mb),
        );
      }),
    );
  });
});
