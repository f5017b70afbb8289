import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import type { FormChange } from '#schemas/generated/types.ts';
import { FormFromPage } from '#schemas/generated/webview/FormFromPage.js';
import { applyChanges } from '../../../../../client/src/form/applyChanges.ts';
import {
  addItem,
  duplicateVm,
  removeItem,
  removeVm,
  setBound,
  setCopies,
  setMembers,
  setPattern,
  setTotal,
} from '../../../../../webview/src/form/model/changes.ts';
import { memoryMembers } from '../../../../../webview/src/form/model/memory.ts';
import { sharedValue } from '../../../../../webview/src/form/model/shared.ts';
import { countVms, readSpec, type Spec } from '../../../../../webview/src/form/model/spec.ts';
import { specText } from '../../../../vscode/specs.ts';

/** The text after what a person did in the form: through the message and the edit, as in the editor. */
function done(text: string, changes: readonly FormChange[]): string {
  const message = { type: 'edit', seq: 1, base: 1, changes };
  assert.ok(FormFromPage(message), JSON.stringify(message));
  const placed = applyChanges(text, changes);
  assert.ok(placed !== null);
  return applyEdits(text, [...placed]);
}

const act = (text: string, what: (spec: Spec) => readonly FormChange[]): string =>
  done(text, what(readSpec(text)));
const names = (text: string): unknown[] => readSpec(text).vms.map(({ vm_name }) => vm_name);

describe('what is done in the form', () => {
  it('adds VMs like the last one, with the next names, and counts them', () => {
    const text = act(specText([{ mac_address: '00155D010203', notes: 'x' }]), (spec) => setTotal(spec, 3));
    assert.deepEqual(names(text), ['test-01', 'test-02', 'test-03']);
    const spec = readSpec(text);
    assert.equal(spec.numVms, 3);
    assert.deepEqual(spec.vms[2]?.['notes'], 'x');
    assert.equal(spec.vms[2]['mac_address'], undefined, 'no two VMs share a MAC address');
  });

  it('gives a VM like another one no name and no address of its guest', () => {
    const guest = { hostname: 'web', ip_address: '10.0.0.5/24', dns: ['1.1.1.1'] };
    const spec = readSpec(act(specText([{ guest }]), (from) => duplicateVm(from, 0)));
    assert.deepEqual(
      spec.vms.map((vm) => vm['guest']),
      [guest, { dns: ['1.1.1.1'] }],
    );
  });

  it('takes VMs from the end, copies among them', () => {
    const text = specText([{}, { copies: 4 }, {}], 6);
    assert.deepEqual(
      readSpec(act(text, (spec) => setTotal(spec, 3))).vms.map(({ copies }) => copies),
      [undefined, 2],
    );
    assert.equal(readSpec(act(text, (spec) => setTotal(spec, 0))).numVms, 1);
    assert.equal(readSpec(act(text, (spec) => setTotal(spec, 9999))).numVms, 500);
  });

  it('going up and down again leaves the text as it was', () => {
    const text = specText([{}, {}]);
    assert.equal(
      act(
        act(text, (spec) => setTotal(spec, 7)),
        (spec) => setTotal(spec, 2),
      ),
      text,
    );
  });

  it('names those that follow the pattern, and leaves the others', () => {
    const text = specText([{ vm_name: 'web-01' }, { vm_name: 'gateway' }, { vm_name: 'web-02' }]);
    const pattern = { before: 'db', behind: '', first: 5, digits: 1 };
    assert.deepEqual(names(act(text, (spec) => setPattern(spec, pattern))), ['db5', 'gateway', 'db6']);
  });

  it('sets for all what most have, and leaves those that have their own', () => {
    const text = specText([{ cpu_cores: 2 }, { cpu_cores: 8 }, { cpu_cores: 2 }]);
    const spec = readSpec(text);
    const { value, followers } = sharedValue(spec, ['cpu_cores']);
    assert.deepEqual([value, followers], [2, [0, 2]]);
    const after = readSpec(done(text, setMembers(spec, followers, ['cpu_cores'], 4)));
    assert.deepEqual(
      after.vms.map(({ cpu_cores }) => cpu_cores),
      [4, 8, 4],
    );
  });

  it('moves bounds from where they were when the field was entered, not from letter to letter', () => {
    const text = specText([{ ram_min_mb: 1024, ram_startup_mb: 2048, ram_max_mb: 8192 }]);
    const entered = readSpec(text);
    // "1" on the way to "16" would be below the others.
    const onTheWay = done(text, setBound(entered, [0], 'ram_max_mb', 1024));
    assert.deepEqual(
      memoryMembers.map((name) => readSpec(onTheWay).vms[0]?.[name]),
      [1024, 1024, 1024],
    );
    const after = done(onTheWay, setBound(entered, [0], 'ram_max_mb', 16384));
    assert.deepEqual(
      memoryMembers.map((name) => readSpec(after).vms[0]?.[name]),
      [1024, 2048, 16384],
    );
  });

  it('takes an object and a list away with the last thing in it', () => {
    const text = specText([{}]);
    const sized = act(text, (spec) => setMembers(spec, [0], ['disk', 'size_gb'], 80));
    assert.deepEqual(readSpec(sized).vms[0]?.['disk'], { size_gb: 80 });
    assert.equal(
      act(sized, (spec) => setMembers(spec, [0], ['disk', 'size_gb'], undefined)),
      text,
    );
    const listed = act(text, (spec) => addItem(spec, 0, ['data_disks'], { size_gb: 5 }));
    assert.deepEqual(readSpec(listed).vms[0]?.['data_disks'], [{ size_gb: 5 }]);
    assert.equal(
      act(listed, (spec) => removeItem(spec, 0, ['data_disks'], 0)),
      text,
    );
  });

  it('in any order keeps the text JSON, the count right, and everything that the form does not know', () => {
    const position = fc.nat(5);
    const clip = (spec: Spec, index: number): number => Math.min(index, spec.vms.length - 1);
    const action = fc.oneof(
      position.map((at) => (spec: Spec) => duplicateVm(spec, clip(spec, at))),
      position.map((at) => (spec: Spec) => (spec.vms.length > 1 ? removeVm(spec, clip(spec, at)) : [])),
      fc.integer({ min: 1, max: 12 }).map((total) => (spec: Spec) => setTotal(spec, total)),
      fc.tuple(position, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined })).map(
        ([at, copies]) =>
          (spec: Spec) =>
            setCopies(spec, clip(spec, at), copies),
      ),
      fc.tuple(position, fc.constantFrom('size_gb', 'mode'), fc.option(fc.integer(), { nil: undefined })).map(
        ([at, name, value]) =>
          (spec: Spec) =>
            setMembers(spec, [clip(spec, at)], ['disk', name], value),
      ),
      fc.tuple(position, fc.constantFrom(...memoryMembers), fc.integer({ min: 16, max: 9999 })).map(
        ([at, member, half]) =>
          (spec: Spec) =>
            setBound(spec, [clip(spec, at)], member, half * 2),
      ),
      fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.nat(20)).map(
        ([before, first]) =>
          (spec: Spec) =>
            setPattern(spec, { before, behind: '', first, digits: 2 }),
      ),
      position.map((at) => (spec: Spec) => addItem(spec, clip(spec, at), ['data_disks'], { size_gb: 9 })),
    );
    const layouts = fc.constantFrom(
      (text: string) => text,
      (text: string) => JSON.stringify(JSON.parse(text)),
      (text: string) => text.replaceAll('\n', '\r\n').replaceAll('  ', '\t'),
    );
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 10 }), layouts, (actions, layOut) => {
        const first = layOut(specText([{ 'x-mine': { keep: [1, 2] } }, {}]));
        const head = first.slice(0, first.indexOf('"num_vms"'));
        let text = first;
        for (const what of actions) text = act(text, what);
        const spec = readSpec(text);
        assert.equal(spec.numVms, countVms(spec.vms), text);
        assert.ok(text.startsWith(head));
        for (const vm of spec.vms) if ('x-mine' in vm) assert.deepEqual(vm['x-mine'], { keep: [1, 2] });
        const lower = names(text).map((name) => String(name).toLowerCase());
        assert.equal(new Set(lower).size, lower.length, lower.join());
      }),
      { numRuns: 200 },
    );
  });
});
