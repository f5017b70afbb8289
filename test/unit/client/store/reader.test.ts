import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { HostConnection } from '../../../../client/src/connection/hostConnection.ts';
import type { ListName, Wanted } from '../../../../client/src/store/hostState.ts';
import type { Answer } from '../../../../client/src/store/inputs.ts';
import { createReader, type Reader } from '../../../../client/src/store/reader.ts';
import { hostVm, sampleHost } from '../../../support/hostSamples.ts';
import { waitFor } from '../../../support/host/waitFor.ts';

/** A reader on a connection that answers at once, and what it asked and delivered. */
function readerOf(): { readonly reader: Reader; readonly asked: string[]; readonly delivered: Answer[] } {
  const asked: string[] = [];
  const delivered: Answer[] = [];
  const call = (method: string, params: Record<string, unknown>): Promise<unknown> => {
    asked.push(method);
    if (method === 'vms/list') return Promise.resolve({ vms: [], at: '' });
    return Promise.resolve(hostVm(String(params['vm_id'])));
  };
  const connection: Pick<HostConnection, 'state' | 'call'> = {
    state: () => ({ kind: 'open', host: sampleHost, attempt: 0 }),
    call: call as HostConnection['call'],
  };
  const reader = createReader({
    connection: connection as HostConnection,
    deliver: (answer) => delivered.push(answer),
    log: (line) => assert.fail(line),
  });
  return { reader, asked, delivered };
}

function vms(count: number, ...lists: readonly ListName[]): Wanted {
  const ids = Array.from({ length: count }, (_, n) => `vm-${String(n)}`);
  return { lists: new Set(lists), vms: new Set(ids), jobs: new Set() };
}

describe('what is read of a host', () => {
  it('reads only the VMs that changed, some at a time, however many there are', async () => {
    const { reader, asked, delivered } = readerOf();
    reader.want(vms(320));
    assert.equal(asked.length, 50);
    await waitFor('all of them', () => delivered.length === 320);
    assert.ok(asked.every((method) => method === 'vms/get'));
    const ids = delivered.map((answer) => answer.kind === 'vm' && answer.id);
    assert.equal(new Set(ids).size, 320);
  });

  it('reads the list once where it is wanted anyway, or where too many changed', async () => {
    for (const wanted of [vms(3, 'vms'), vms(1000)]) {
      const { reader, asked, delivered } = readerOf();
      reader.want(wanted);
      await waitFor('the list', () => delivered.length > 0);
      assert.deepEqual(asked, ['vms/list']);
    }
  });

  it('reads no more of what is forgotten', async () => {
    const { reader, asked, delivered } = readerOf();
    reader.want(vms(320));
    reader.reset();
    reader.want(vms(1));
    await waitFor('the one that is wanted after that', () => delivered.length === 1);
    assert.equal(asked.length, 51);
  });
});
