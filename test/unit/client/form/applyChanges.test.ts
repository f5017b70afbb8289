import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import type { FormChange } from '#schemas/generated/types.ts';
import { applyChanges } from '../../../../client/src/form/applyChanges.ts';
import { specText } from '../../../vscode/specs.ts';

const vms = ['provisioning_request', 'vms'];

function changed(text: string, ...asked: FormChange[]): string {
  const changes = applyChanges(text, asked);
  assert.ok(changes !== null, 'the change leads nowhere');
  return applyEdits(text, [...changes]);
}

/** What a change does to a value: the plain way, to compare with. */
function plain(document: unknown, { kind, path, value }: FormChange): unknown {
  const copy = structuredClone(document);
  let at = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (kind === 'set') at[last] = value;
  else if (kind === 'insert')
    (at['splice'] as typeof Array.prototype.splice).call(at, Number(last), 0, value);
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else Reflect.deleteProperty(at, last);
  return copy;
}

describe('changes that a form asks for', () => {
  it('touch a value and nothing beside it: unknown members, order and layout stay', () => {
    const text =
      '{ "x-note" : [1,2],\r\n\t"provisioning_request":{"vms" : [ {"vm_name":"a" , "odd":{}} ],\r\n\t"num_vms":1}}';
    const after = changed(text, { kind: 'set', path: [...vms, 0, 'vm_name'], value: 'b' });
    assert.equal(after, text.replace('"a"', '"b"'));
  });

  it('are none where it is so already', () => {
    const text = specText([{}]);
    assert.deepEqual(applyChanges(text, [{ kind: 'set', path: [...vms, 0, 'cpu_cores'], value: 1 }]), []);
    assert.deepEqual(applyChanges(text, [{ kind: 'remove', path: [...vms, 0, 'notes'] }]), []);
  });

  it('count in their order, also where a later one asks for what was there at first', () => {
    const set = (value: object | null): FormChange => ({ kind: 'set', path: [...vms, 0, 'disk'], value });
    const text = specText([{ disk: { size_gb: 80 } }]);
    const diskAfter = (...asked: FormChange[]): unknown =>
      (JSON.parse(changed(text, ...asked)) as { provisioning_request: { vms: [{ disk: unknown }] } })
        .provisioning_request.vms[0].disk;
    assert.deepEqual(diskAfter(set(null), set({ size_gb: 80 })), { size_gb: 80 });
    const remove: FormChange = { kind: 'remove', path: [...vms, 0, 'disk', 'mode'] };
    assert.deepEqual(diskAfter(set({ size_gb: 80, mode: 'copy' }), remove), { size_gb: 80 });
  });

  it('make the objects on the way, and add members as those around them are laid out', () => {
    const after = changed(specText([{}]), { kind: 'set', path: [...vms, 0, 'disk', 'size_gb'], value: 80 });
    assert.match(after, /"External_Switch",\n {8}"disk": \{\n {10}"size_gb": 80\n {8}\}\n {6}\}/);
  });

  it('put VMs in and take them out with the commas that this asks for', () => {
    const text = specText([{}, {}]);
    const vm = { vm_name: 'c' };
    const more = changed(
      text,
      { kind: 'insert', path: [...vms, 2], value: vm },
      { kind: 'insert', path: [...vms, 3], value: vm },
    );
    assert.match(
      more,
      /\},\n {6}\{\n {8}"vm_name": "c"\n {6}\},\n {6}\{\n {8}"vm_name": "c"\n {6}\}\n {4}\]/,
    );
    const less = changed(more, { kind: 'remove', path: [...vms, 3] }, { kind: 'remove', path: [...vms, 2] });
    assert.equal(less, text);
    assert.equal(
      changed('{"provisioning_request":{"vms":[]}}', { kind: 'insert', path: [...vms, 0], value: vm }),
      '{"provisioning_request":{"vms":[{"vm_name":"c"}]}}',
    );
  });

  it('lead nowhere where a VM is not there, and then nothing is changed', () => {
    const text = specText([{}]);
    const good: FormChange = { kind: 'set', path: [...vms, 0, 'cpu_cores'], value: 4 };
    for (const bad of [
      { kind: 'set', path: [...vms, 5, 'cpu_cores'], value: 1 },
      { kind: 'insert', path: [...vms, 9], value: {} },
      { kind: 'set', path: [...vms, 0, 'vm_name', 'inner'], value: 1 },
    ] as const) {
      assert.equal(applyChanges(text, [good, { ...bad, path: [...bad.path] }]), null);
    }
    assert.equal(applyChanges('{', [good]), null);
  });

  it('of two hundred VMs at once are quick to find: the text is read a few times, not for each', () => {
    const text = specText(Array.from({ length: 200 }, () => ({})));
    const asked = Array.from({ length: 200 }, (_, index): FormChange[] => [
      { kind: 'set', path: [...vms, index, 'cpu_cores'], value: 8 },
      { kind: 'set', path: [...vms, index, 'generation'], value: 1 },
    ]).flat();
    const changes = applyChanges(text, asked) ?? [];
    assert.equal(changes.length, 400);
    const after = JSON.parse(applyEdits(text, [...changes])) as { provisioning_request: { vms: object[] } };
    assert.ok(after.provisioning_request.vms.every((vm) => 'generation' in vm));
  });

  /** Changes that lead somewhere, whatever was done before. */
  const member = fc.constantFrom('cpu_cores', 'vm_name', 'notes', 'tags', 'x-unknown');
  const value = fc.oneof(
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 2 }),
    fc.record({ a: fc.integer() }),
  );
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('set' as const),
      vm: fc.nat(3),
      names: fc.oneof(
        member.map((m) => [m]),
        fc.constant(['disk', 'size_gb']),
      ),
      value,
    }),
    fc.record({
      kind: fc.constant('remove' as const),
      vm: fc.nat(3),
      names: fc.oneof(
        member.map((m) => [m]),
        fc.constant([]),
      ),
      value,
    }),
    fc.record({
      kind: fc.constant('insert' as const),
      vm: fc.nat(3),
      names: fc.constant([]),
      value: fc.record({ vm_name: fc.string(), 'x-kept': fc.integer() }),
    }),
  );
  const layouts = fc.constantFrom<(value: unknown) => string>(
    (one) => JSON.stringify(one),
    (one) => JSON.stringify(one, null, 2),
    (one) => JSON.stringify(one, null, '\t').replaceAll('\n', '\r\n'),
    (one) => JSON.stringify(one, null, 1).replaceAll(':', ' :'),
  );

  it('in any number and order make JSON again, with exactly what was asked for', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), layouts, (steps, layOut) => {
        const start = {
          extra: { kept: [1] },
          provisioning_request: { num_vms: 2, vms: [{ vm_name: 'a', 'x-kept': 1 }, { vm_name: 'b' }] },
        };
        const text = layOut(start);
        let expected: unknown = start;
        const asked: FormChange[] = [];
        for (const { kind, vm, names, value: wanted } of steps) {
          const { length } = (expected as typeof start).provisioning_request.vms;
          const limit = kind === 'insert' ? length : length - 1;
          if (vm > limit) continue;
          const change: FormChange = {
            kind,
            path: [...vms, vm, ...names],
            ...(kind === 'remove' ? {} : { value: wanted }),
          };
          asked.push(change);
          expected = plain(expected, change);
        }
        const after = changed(text, ...asked);
        assert.deepEqual(JSON.parse(after), JSON.parse(JSON.stringify(expected)));
        const before = text.slice(0, text.indexOf('"provisioning_request"'));
        assert.ok(after.startsWith(before), 'what stands before is as it was');
      }),
      { numRuns: 400 },
    );
  });
});
