import assert from 'node:assert/strict';
import { documentErrors } from '#schemas/errors/document.ts';
import { readBytes } from '#core/bytes.ts';
import { readSpec } from '#core/readSpec.ts';
import { corpus } from '../../support/documents.ts';

const documents = corpus();

/** Codes that a text alone cannot bring about: they come from bytes, from a host or from a mistake of ours. */
const elsewhere = [
  ...['invalid_utf8', 'byte_order_mark', 'too_large', 'check_failed'],
  ...['unknown_template', 'unknown_network', 'network_vlan', 'unknown_volume'],
  ...['name_in_use', 'capacity_exceeded', 'address_in_use', 'guest_windows', 'guest_system_unknown'],
  ...['cpu_above_host', 'disk_smaller_than_template', 'secure_boot_template_unknown', 'template_generation'],
  'template_changed',
];

describe('corpus of documents', () => {
  it('has documents enough to mean something', () => {
    assert.ok(documents.length >= 150, `${documents.length}`);
  });

  for (const { name, bytes, text, expected } of documents) {
    it(`${name} has exactly the expected problems`, () => {
      assert.ok(readBytes(bytes).ok);
      const reading = readSpec(text);
      const found = reading.problems.map(({ code, pointer, severity }) => ({ code, pointer, severity }));
      assert.deepEqual(found, expected);
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
    const seen = new Set(documents.flatMap(({ expected }) => expected.map(({ code }) => code)));
    const missing = Object.keys(documentErrors).filter(
      (code) => !seen.has(code) && !elsewhere.includes(code),
    );
    assert.deepEqual(missing, []);
  });
});
