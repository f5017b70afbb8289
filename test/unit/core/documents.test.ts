import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentErrors } from '#schemas/errors/document.ts';
import { readBytes } from '#core/bytes.ts';
import { readSpec } from '#core/readSpec.ts';

const folder = join(import.meta.dirname, '../../fixtures/documents');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.vmspec.json'))
  .map((file) => file.replace('.vmspec.json', ''));

/** Codes that a text alone cannot bring about: they come from bytes, from a host or from a mistake of ours. */
const elsewhere = [
  ...['invalid_utf8', 'byte_order_mark', 'too_large', 'check_failed'],
  ...['unknown_template', 'unknown_network', 'unknown_volume', 'name_in_use', 'capacity_exceeded'],
  ...['cpu_above_host', 'disk_smaller_than_template', 'secure_boot_template_unknown', 'template_generation'],
];

function read(name: string): string {
  const reading = readBytes(readFileSync(join(folder, `${name}.vmspec.json`)));
  assert.ok(reading.ok);
  return reading.text;
}

function expected(name: string): { code: string; pointer: string }[] {
  return JSON.parse(readFileSync(join(folder, `${name}.expect.json`), 'utf8')) as {
    code: string;
    pointer: string;
  }[];
}

describe('corpus of documents', () => {
  for (const name of names) {
    it(`${name} has exactly the expected problems`, () => {
      const text = read(name);
      const reading = readSpec(text);
      const found = reading.problems.map(({ code, pointer }) => ({ code, pointer }));
      assert.deepEqual(found, expected(name));
      const refused = reading.problems.some(({ severity }) => severity === 'error');
      assert.equal(reading.spec === null, refused);
      assert.equal(reading.vms === null, refused);
      for (const { range, message } of reading.problems) {
        assert.ok(range.offset >= 0 && range.offset + range.length <= text.length);
        assert.match(message, /\S.*[.)?]$/s);
      }
    });
  }

  it('holds every code of a document at least once', () => {
    const seen = new Set(names.flatMap((name) => expected(name).map(({ code }) => code)));
    const missing = Object.keys(documentErrors).filter(
      (code) => !seen.has(code) && !elsewhere.includes(code),
    );
    assert.deepEqual(missing, []);
  });
});
