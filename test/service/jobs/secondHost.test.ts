import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DatabaseLocked } from '../../../server/src/host/store/unusable.ts';
import { hosts } from '../../support/host/hosts.ts';
import { provisioned, vmNamed } from '../../support/host/jobs.ts';
import { assertLedgerIsMachine } from '../../support/host/ledgerOf.ts';
import { spec, vm } from '../../support/host/vm.ts';

describe('a second host on the same data directory', () => {
  const { start, restart } = hosts();

  it('T22: is turned away and leaves the first one and its machine undisturbed', async () => {
    const first = await start();
    await assert.rejects(start({ directory: first.directory }), DatabaseLocked);
    await provisioned(first, spec(vm('a')));
    const again = await restart(first);
    assert.equal((await vmNamed(again, 'a')).state, 'Running');
    assertLedgerIsMachine(again);
  });
});
