import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HostState } from '../../../../client/src/store/hostState.ts';
import { groupTooltip } from '../../../../client/src/views/hosts/groupVms.ts';
import { changedRows } from '../../../../client/src/views/tree/model.ts';
import { hosts, lines, usual } from '../../../support/client/hostTree.ts';
import { hostState, hostVm, jobId } from '../../../support/hostSamples.ts';

describe('what is shown anew of a tree', () => {
  it('is the row that changed, and no other', () => {
    const before = hosts(hostState([hostVm('a'), hostVm('b')]));
    const after = hosts(hostState([hostVm('a'), hostVm('b', { ip_addresses: ['10.0.0.3'] })]), usual, before);
    const changed = changedRows(before, after);
    assert.deepEqual(changed === 'all' ? changed : changed.map(({ id }) => id), [`vm/${jobId(1)}/id-b`]);
  });

  it('is no row of very many VMs because one of them was turned on: the editor reads all below such a row anew', () => {
    const many = (state: string): HostState =>
      hostState(Array.from({ length: 60 }, (_, n) => hostVm(`web-${String(n)}`, n === 7 ? { state } : {})));
    const before = hosts(many('Running'));
    const changed = changedRows(before, hosts(many('Off'), usual, before));
    assert.deepEqual(changed === 'all' ? changed : changed.map(({ id }) => id), [`vm/${jobId(1)}/id-web-7`]);
    assert.equal(lines(before)[5], '  Virtual Machines | 60 VMs');
    assert.equal(groupTooltip(many('Off'), null, usual), '60 VMs, 59 running');
    assert.equal(groupTooltip(many('Off'), jobId(1), usual), 'web-0 and 59 more: 60 VMs, 59 running');
    assert.equal(groupTooltip(many('Off'), 'another', usual), null);
  });

  it('is the group of a VM that comes or goes', () => {
    const before = hosts(hostState([hostVm('a'), hostVm('b'), hostVm('c')]));
    const after = hosts(hostState([hostVm('a'), hostVm('b')]), usual, before);
    const changed = changedRows(before, after);
    assert.ok(changed !== 'all' && changed.some(({ id }) => id === `group/${jobId(1)}`));
  });

  it('keeps the rows that stay as the same objects, whatever comes and goes', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    fc.assert(
      fc.property(names, names, (first, second) => {
        const before = hosts(hostState(first.map((name) => hostVm(name))));
        const after = hosts(hostState(second.map((name) => hostVm(name))), usual, before);
        for (const [id, { node }] of after.entries) {
          const old = before.entries.get(id)?.node;
          if (old !== undefined) assert.equal(node, old);
        }
        assert.deepEqual(lines(after), lines(hosts(hostState(second.map((name) => hostVm(name))))));
      }),
    );
  });
});
