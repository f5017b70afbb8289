import assert from 'node:assert/strict';
import { createConnection } from '../../../client/src/connection/hostConnection.ts';
import { tellHostFacts } from '../../../client/src/hostFacts/tellHostFacts.ts';
import { createHostStore } from '../../../client/src/store/hostStore.ts';
import { HostFactsParams } from '#schemas/generated/validators.js';
import type * as types from '#schemas/generated/types.ts';
import { hosts } from '../../support/host/hosts.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';

describe('what the language server is told of a host', () => {
  const running = hosts();

  it('is there when the connection is, follows what happens, and ends with it', async () => {
    const host = await running.start({ speed: 5 });
    const connection = createConnection({
      find: () =>
        Promise.resolve({
          target: { url: new URL(host.url), token: host.token, certSha256: null, foundIn: 'a test' },
        }),
      client: 'test',
      random: () => 0,
      log: () => undefined,
    });
    const told: (types.HostFactsParams | null)[] = [];
    const store = createHostStore({
      connection,
      now: () => new Date('2026-01-31T12:00:00Z'),
      log: () => undefined,
    });
    const teller = tellHostFacts({ store, send: (facts) => told.push(facts) });
    try {
      connection.connect();
      const [first] = await waitFor('the first facts', () => told.length > 0 && told);
      assert.ok(HostFactsParams(first), JSON.stringify(HostFactsParams.errors));
      assert.equal(first.at, '2026-01-31T12:00:00.000Z');
      assert.deepEqual(first.vm_names, []);
      assert.equal(first.templates.templates.length, 3);

      await connection.call('vms/provision', {}, JSON.stringify(spec(vm('new-01'))));
      const coming = await waitFor('a VM that is being created counts', () =>
        told.find((facts) => facts?.vm_names.includes('new-01') === true),
      );
      const free = (facts: types.HostFactsParams): number =>
        facts.capacity.resources.find(({ resource }) => resource === 'cpu')?.available ?? 0;
      assert.equal(free(coming), free(first) - 1);

      const before = told.length;
      teller.tell();
      assert.deepEqual(told.at(-1), told[before - 1]);

      connection.stop();
      assert.equal(told.at(-1), null);
    } finally {
      teller.stop();
      store.stop();
      connection.stop();
    }
  });
});
