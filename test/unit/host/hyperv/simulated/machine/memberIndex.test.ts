import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createIndex } from '../../../../../../server/src/host/hyperv/simulated/machine/memberIndex.ts';

describe('an index of the practice machine', () => {
  it('finds every id under its key, and keeps no key under which nothing is', () => {
    const index = createIndex();
    index.add('c:\\vms', 'a');
    index.add('c:\\vms', 'b');
    index.add('d:\\vms', 'c');
    assert.deepEqual([...index.under('c:\\vms')], ['a', 'b']);
    index.remove('c:\\vms', 'a');
    assert.deepEqual([...index.under('c:\\vms')], ['b']);
    index.remove('c:\\vms', 'b');
    index.remove('d:\\vms', 'c');
    index.remove('e:\\vms', 'none');
    assert.equal(index.size(), 0);
    assert.deepEqual([...index.under('c:\\vms')], []);
  });
});
