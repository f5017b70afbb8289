import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readIso } from '#core/iso/readIso.ts';
import { writeIso } from '#core/iso/writeIso.ts';

const anyName = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}(\.[a-z]{1,3})?$/);
const anyFiles = fc.uniqueArray(fc.record({ name: anyName, bytes: fc.uint8Array({ maxLength: 5000 }) }), {
  selector: ({ name }) => name,
  maxLength: 8,
});

describe('an ISO image', () => {
  it('is read as it was written, whatever its files hold', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const image = writeIso('CIDATA', files);
        assert.equal(image.length % 2048, 0);
        const content = readIso(image) ?? assert.fail();
        assert.equal(content.label, 'CIDATA');
        const expected = new Map(files.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
        const found = new Map([...content.files].map(([name, bytes]) => [name, Buffer.from(bytes)]));
        assert.deepEqual(found, new Map([...expected].toSorted(([a], [b]) => (a < b ? -1 : 1))));
      }),
    );
  });

  it('is the same for the same files, in whatever order they come', () => {
    const one = { name: 'meta-data', bytes: Buffer.from('a') };
    const two = { name: 'user-data', bytes: Buffer.from('b') };
    assert.deepEqual(writeIso('CIDATA', [one, two]), writeIso('CIDATA', [two, one]));
  });

  it('is none where the bytes are something else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50_000 }), (bytes) => {
        assert.equal(readIso(bytes), null);
      }),
    );
  });
});
