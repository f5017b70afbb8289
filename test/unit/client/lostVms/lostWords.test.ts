import assert from 'node:assert/strict';
import { lostKey, lostWords } from '../../../../client/src/lostVms/lostWords.ts';

describe('what is told of VMs that vanished', () => {
  it('names one, and what is free again', () => {
    assert.match(
      lostWords(['web-01'], 'hv01'),
      /^web-01 is no longer on hv01: .*CPU, memory and name are free/,
    );
  });

  it('names some of many, and counts the rest', () => {
    const names = Array.from({ length: 7 }, (_, n) => `vm-${String(n)}`);
    assert.match(
      lostWords(names, 'hv01'),
      /^7 VMs are no longer on hv01, .*: vm-0, vm-1, vm-2, vm-3, vm-4, 2 more\./,
    );
  });

  it('is told again when the VM came back and is lost once more', () => {
    const key = (seq: number): string =>
      lostKey({ vm_id: 'x', at: '2026-01-31T12:00:00Z', seq }, (text) => text);
    assert.equal(key(1), key(1));
    assert.notEqual(key(1), key(2));
  });
});
