import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import type { FormChange } from '#schemas/generated/types.ts';
import { readSpec as judge } from '../../../../../server/src/core/readSpec.ts';
import { applyChanges } from '../../../../../client/src/form/applyChanges.ts';
import {
  addressKindOf,
  fittingKinds,
  setAddressKind,
} from '../../../../../webview/src/form/model/guestAddress.ts';
import { addKeys, removeKey, setKey } from '../../../../../webview/src/form/model/guestKeys.ts';
import { readSpec, type Spec } from '../../../../../webview/src/form/model/spec.ts';
import { sshKeys } from '../../../../support/sshKeys.ts';
import { specText } from '../../../../vscode/specs.ts';

const act = (text: string, what: (spec: Spec) => readonly FormChange[]): string => {
  const placed = applyChanges(text, what(readSpec(text)));
  assert.ok(placed !== null);
  return applyEdits(text, [...placed]);
};
const guests = (text: string): unknown[] => readSpec(text).vms.map(({ guest }) => guest);

describe('public keys in the form', () => {
  it('are added to each VM behind its own, and none twice, whoever it is said to be of', () => {
    const text = specText([{}, { guest: { ssh_authorized_keys: [sshKeys.ed25519] } }]);
    const again = sshKeys.ed25519.replace('test@lab', 'another comment');
    const after = act(text, (spec) => addKeys(spec, [0, 1], [again, sshKeys.ecdsa]));
    assert.deepEqual(guests(after), [
      { ssh_authorized_keys: [again, sshKeys.ecdsa] },
      { ssh_authorized_keys: [sshKeys.ed25519, sshKeys.ecdsa] },
    ]);
    assert.deepEqual(judge(after).problems, []);
  });

  it('can be typed one after the other', () => {
    const text = act(
      act(specText([{}]), (spec) => addKeys(spec, [0], [''])),
      (spec) => addKeys(spec, [0], ['']),
    );
    assert.deepEqual(guests(text), [{ ssh_authorized_keys: ['', ''] }]);
    assert.deepEqual(guests(act(text, (spec) => setKey(spec, [0], 1, 'ssh-ed25519 '))), [
      { ssh_authorized_keys: ['', 'ssh-ed25519 '] },
    ]);
  });

  it('are several where several lines are pasted', () => {
    const text = act(specText([{}, {}]), (spec) => addKeys(spec, [0, 1], ['', 'last']));
    const pasted = `${sshKeys.ed25519}\r\n\n${sshKeys.ecdsa}\n`;
    const wanted = { ssh_authorized_keys: [sshKeys.ed25519, sshKeys.ecdsa, 'last'] };
    assert.deepEqual(guests(act(text, (spec) => setKey(spec, [0, 1], 0, pasted))), [wanted, wanted]);
  });

  it('go with the guest that has nothing else', () => {
    const text = specText([{}]);
    const two = act(text, (spec) => addKeys(spec, [0], ['one', 'two']));
    const one = act(two, (spec) => removeKey(spec, [0], 0));
    assert.deepEqual(guests(one), [{ ssh_authorized_keys: ['two'] }]);
    assert.equal(
      act(one, (spec) => removeKey(spec, [0], 0)),
      text,
    );
  });
});

describe('the address of a guest in the form', () => {
  const kinds = (text: string): unknown[] => readSpec(text).vms.map(addressKindOf);

  it('is one for one VM, and a range for several', () => {
    const spec = readSpec(specText([{}, { copies: 3 }], 4));
    assert.deepEqual(fittingKinds(spec, [0]), ['dhcp', 'fixed']);
    assert.deepEqual(fittingKinds(spec, [1]), ['dhcp', 'range']);
    assert.deepEqual(fittingKinds(spec, [0, 1]), ['dhcp', 'range']);
  });

  it('becomes a range that has enough for all, and an address again', () => {
    const text = specText([{ copies: 3, guest: { ip_address: '192.168.10.21/24' } }], 3);
    const range = act(text, (spec) => setAddressKind(spec, [0], 'range'));
    assert.deepEqual(guests(range), [{ ip_range: '192.168.10.21-192.168.10.23/24' }]);
    assert.deepEqual(judge(range).problems, []);
    assert.equal(
      act(range, (spec) => setAddressKind(spec, [0], 'fixed')),
      text,
    );
  });

  it('is to be filled in where nothing is known, and holds no more than its last number can', () => {
    const empty = act(specText([{}, {}]), (spec) => setAddressKind(spec, [0, 1], 'range'));
    assert.deepEqual(guests(empty), [{ ip_range: '' }, { ip_range: '' }]);
    assert.deepEqual(kinds(empty), ['range', 'range']);
    for (const [address, expected] of [
      ['10.0.0.253/24', '10.0.0.253-10.0.0.254/24'],
      ['2001:db8::5/64', ''],
      ['nonsense', ''],
    ]) {
      const text = specText([{ copies: 9, guest: { ip_address: address } }], 9);
      assert.deepEqual(guests(act(text, (spec) => setAddressKind(spec, [0], 'range'))), [
        { ip_range: expected },
      ]);
    }
  });

  it('goes with its gateway when it comes by DHCP, and the guest with them where nothing else is set', () => {
    const guest = { ip_address: '10.0.0.5/24', gateway: '10.0.0.1' };
    const dns = { dns: ['1.1.1.1'] };
    const after = act(specText([{ guest }, { guest: { ...guest, ...dns } }, {}]), (spec) =>
      setAddressKind(spec, [0, 1, 2], 'dhcp'),
    );
    assert.deepEqual(guests(after), [undefined, dns, undefined]);
  });

  it('is left one of two where both are given', () => {
    const both = { ip_address: '10.0.0.5/24', ip_range: '10.0.0.5-10.0.0.9/24' };
    const text = specText([{ guest: both }]);
    assert.deepEqual(kinds(text), ['range']);
    assert.deepEqual(guests(act(text, (spec) => setAddressKind(spec, [0], 'fixed'))), [
      { ip_address: '10.0.0.5/24' },
    ]);
  });
});
