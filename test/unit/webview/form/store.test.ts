import assert from 'node:assert/strict';
import type { FormCapacity, FormDocument, FormFromPage } from '#schemas/generated/types.ts';
import { difference } from '#shared/text/difference.ts';
import { createStore, type Store } from '../../../../webview/src/form/store.ts';
import { specText } from '../../../vscode/specs.ts';

describe('the store of a form', () => {
  const said: FormFromPage[] = [];
  const make = (): Store => {
    said.length = 0;
    const channel = { post: (message: FormFromPage) => said.push(message), kept: () => null, keep: ignore };
    return createStore({ channel, changed: ignore, focus: ignore, begun: ignore });
  };
  const ignore = (): void => undefined;
  const told = (before: string, after: string, part: Partial<FormDocument> = {}): FormDocument => ({
    type: 'document',
    name: 'web.vmspec.json',
    version: 1,
    ack: 0,
    change: difference(before, after),
    broken: null,
    ...part,
  });
  const fitting: FormCapacity = { type: 'capacity', state: 'current', reason: '', fits: true, resources: [] };

  it('follows the text by what is changed in it', () => {
    const store = make();
    const texts = ['', specText([{}]), specText([{ cpu_cores: 3 }, {}]), specText([{ cpu_cores: 12 }])];
    for (const [index, text] of texts.entries()) {
      store.receive(told(texts[index - 1] ?? '', text));
      assert.equal(store.state().text, text);
    }
    assert.deepEqual(
      store.state().spec.vms.map((vm) => vm['cpu_cores']),
      [12],
    );
  });

  it('does not know whether a text fits that the host has not looked at', () => {
    const store = make();
    const [text, other] = [specText([{}]), specText([{}, {}])];
    store.receive(told('', text));
    store.receive(fitting);
    store.receive(told(text, text, { version: 2 }));
    assert.equal(store.state().capacity?.fits, true);
    store.receive(told(text, other, { version: 3 }));
    assert.equal(store.state().capacity?.fits, null);
  });

  it('waits for its own edits, and asks for none of a broken text', () => {
    const store = make();
    const text = specText([{}]);
    const change = { kind: 'set' as const, path: ['provisioning_request', 'num_vms'], value: 1 };
    store.receive(told('', text));
    store.edit([change]);
    assert.equal(store.state().pending, true);
    assert.deepEqual(said, [{ type: 'edit', seq: 1, base: 1, changes: [change] }]);
    store.receive(told(text, text, { version: 2, ack: 1 }));
    assert.equal(store.state().pending, false);
    store.receive(
      told(text, text, { version: 3, ack: 1, broken: { line: 1, message: 'a colon is missing' } }),
    );
    store.edit([change]);
    assert.equal(said.length, 1);
  });

  it('gives keys that a person has chosen to the VMs that they were asked for', () => {
    const store = make();
    store.receive(told('', specText([{}, {}])));
    store.receive({ type: 'keys', vms: [1], keys: ['a key'] });
    const path = ['provisioning_request', 'vms', 1, 'guest', 'ssh_authorized_keys', 0];
    assert.deepEqual(said, [
      { type: 'edit', seq: 1, base: 1, changes: [{ kind: 'insert', path, value: 'a key' }] },
    ]);
  });
});
