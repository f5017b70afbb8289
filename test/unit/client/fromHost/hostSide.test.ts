import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlanDrift, PlannedVm, SpecFile, VmSpec } from '#schemas/generated/types.ts';
import { hostSide, type OnHost } from '../../../../client/src/fromHost/hostSide.ts';
import { toldValues } from '../../../../client/src/fromHost/toldValues.ts';
import { driftOf } from '../../../../server/src/core/drift.ts';
import { exportVm } from '../../../../server/src/core/exportVm.ts';
import { anyPlannedVm, planFacts, planOf } from '../../../support/anyPlannedVm.ts';
import { specText } from '../../../vscode/specs.ts';

const as = (vm_name: string): OnHost => ({ vm_name, isThere: true, differs: null });
const gone = (vm_name: string): OnHost => ({ vm_name, isThere: false, differs: null });

/** A VM that differs in one member. */
function other(vm_name: string, member: string, planned: string, actual: string, now: object = {}): OnHost {
  return {
    vm_name,
    isThere: true,
    differs: { now: now as VmSpec, drifts: [drift(member, planned, actual)] },
  };
}

function drift(member: string, planned: string, actual: string): PlanDrift {
  return { vm_name: 'web-01', member, planned, actual };
}

/** Every member written that a plan tells, defaults too. */
function explicit(vm: PlannedVm, { secure_boot: _, tpm: __, ...spec }: VmSpec): VmSpec {
  return {
    ...spec,
    ...{ notes: vm.notes, tags: vm.tags, volume: vm.volume, generation: vm.generation },
    ...{ disk: vm.disk, data_disks: vm.data_disks, checkpoint_type: vm.checkpoint_type },
    ...(vm.generation === 1 ? {} : { secure_boot: vm.secure_boot, tpm: vm.tpm }),
  } as VmSpec;
}

function driftsOf(entry: VmSpec, actual: PlannedVm): PlanDrift[] {
  const planned = planOf(entry);
  assert.ok(planned !== undefined);
  return driftOf(planned, actual).map((one) => ({ vm_name: 'web-01', ...one }));
}

function entryOf(text: string): VmSpec {
  const [entry] = (JSON.parse(text) as SpecFile).provisioning_request.vms;
  assert.ok(entry !== undefined);
  return entry;
}

describe('what a host has in place of what a spec says', () => {
  it('is the text of the spec where nothing differs', () => {
    const text = specText([{}, {}]);
    assert.equal(hostSide(text, [as('test-01'), as('test-02')]), text);
  });

  it('is told value by value, and all else stays as it is written', () => {
    const text =
      '{ "provisioning_request":{"vms" : [ {"vm_name":"a" ,\t"cpu_cores": 4, "notes":"x"} ],\r\n\t"num_vms":1}}';
    assert.equal(hostSide(text, [other('a', 'cpu_cores', '4', '2')]), text.replace('4', '2'));
    assert.equal(hostSide(text, [other('a', 'notes', 'x', '7')]), text.replace('"x"', '"7"'));
  });

  it('tells what the spec leaves out as those around it are laid out', () => {
    const after = hostSide(specText([{}]), [other('test-01', 'tpm', 'false', 'true', { tpm: true })]);
    assert.match(after, /"External_Switch",\n {8}"tpm": true\n {6}\}/);
  });

  it('shows a default of the host where the spec writes another value, and takes away what has none', () => {
    const text = specText([{ automatic_stop_action: 'save', dvd_path: 'C:\\ISO\\a.iso' }]);
    const after = hostSide(text, [
      {
        ...as('test-01'),
        differs: {
          now: {} as VmSpec,
          drifts: [
            drift('automatic_stop_action', 'save', 'shut_down'),
            drift('dvd_path', 'C:\\ISO\\a.iso', 'none'),
          ],
        },
      },
    ]);
    assert.equal(after, specText([{ automatic_stop_action: 'shut_down' }]));
  });

  it('changes a list item by item', () => {
    const disk = (size_gb: number): object => ({ size_gb, type: 'dynamic', volume: 'C:\\' });
    const [planned, actual] = [
      [disk(5), disk(6)],
      [disk(5), disk(7), disk(8)],
    ].map((one) => JSON.stringify(one));
    const now = { data_disks: [{ size_gb: 5 }, { size_gb: 7 }, { size_gb: 8 }] };
    const written = (...sizes: number[]): string =>
      specText([{ data_disks: sizes.map((size_gb) => ({ type: 'dynamic', size_gb })) }]);
    const after = hostSide(written(5, 6), [other('test-01', 'data_disks', planned ?? '', actual ?? '', now)]);
    assert.deepEqual(entryOf(after).data_disks, [
      { type: 'dynamic', size_gb: 5 },
      { type: 'dynamic', size_gb: 7 },
      { size_gb: 8 },
    ]);
    assert.ok(after.startsWith(written(5, 7).split('7')[0] ?? ''), after);
  });

  it('keeps the order of tags', () => {
    const text = specText([{ tags: ['web', 'Lab', 'old'] }]);
    const now = { tags: ['lab', 'new', 'web'] };
    const after = hostSide(text, [
      other('test-01', 'tags', '["Lab","old","web"]', '["lab","new","web"]', now),
    ]);
    assert.equal(after, specText([{ tags: ['web', 'Lab', 'new'] }]));
  });

  it('tells a default that follows from another one where that has changed', () => {
    const text = specText([{ volume: 'D:\\', data_disks: [{ size_gb: 5 }] }]);
    const now = { data_disks: [{ size_gb: 5, volume: 'D:\\' }] };
    const after = hostSide(text, [other('test-01', 'volume', 'D:\\', 'C:\\', now)]);
    assert.equal(after, specText([{ volume: 'C:\\', data_disks: [{ size_gb: 5, volume: 'D:\\' }] }]));
  });

  it('leaves out the VMs that are not there, and counts the others', () => {
    const vms = [{ vm_name: 'a' }, { vm_name: 'b' }, { vm_name: 'c' }, { vm_name: 'd' }];
    const [a, b, c, d] = vms;
    assert.ok(a !== undefined && b !== undefined && c !== undefined && d !== undefined);
    assert.equal(hostSide(specText(vms), [as('a'), gone('b'), gone('c'), as('d')]), specText([a, d]));
    assert.equal(hostSide(specText(vms), [gone('a'), as('b'), as('c'), gone('d')]), specText([b, c]));
    assert.equal(hostSide(specText(vms), [as('a'), gone('b'), gone('c'), gone('d')]), specText([a]));
  });

  it('keeps copies one entry where they are equal, and fewer of them where only the first ones are there', () => {
    const [text, three] = [specText([{ vm_name: 'web', copies: 3 }], 3), ['web-01', 'web-02', 'web-03']];
    assert.equal(hostSide(text, three.map(as)), text);
    assert.equal(
      hostSide(
        text,
        three.map((name) => other(name, 'cpu_cores', '1', '2')),
      ),
      specText([{ vm_name: 'web', copies: 3, cpu_cores: 2 }], 3),
    );
    assert.equal(
      hostSide(text, [as('web-01'), as('web-02'), gone('web-03')]),
      specText([{ vm_name: 'web', copies: 2 }], 2),
    );
  });

  it('tells copies one by one where they are not', () => {
    const entry = { vm_name: 'web', cpu_cores: 1, copies: 3 };
    const beside = { vm_name: 'db' };
    const text = specText([beside, entry], 4);
    assert.equal(
      hostSide(text, [as('db'), as('web-01'), gone('web-02'), other('web-03', 'cpu_cores', '1', '2')]),
      specText([beside, { vm_name: 'web-01' }, { vm_name: 'web-03', cpu_cores: 2 }], 3),
    );
  });

  it('leaves to a name and a range what they give a guest, and tells what the host has given it else', () => {
    const written = { ssh_authorized_keys: ['a key'], ip_range: '10.0.0.5-10.0.0.9/24', dns: ['1.1.1.1'] };
    const planned = { hostname: 'test-01', ip_address: '10.0.0.5/24', dns: ['1.1.1.1'] };
    const text = specText([{ guest: written }]);
    const side = (actual: object): VmSpec['guest'] => {
      const now = { guest: { ...actual, ssh_authorized_keys: ['a key'] } };
      const told = [planned, { ...planned, ...actual }].map((one) => JSON.stringify(one));
      return entryOf(hostSide(text, [other('test-01', 'guest', told[0] ?? '', told[1] ?? '', now)])).guest;
    };
    const { ip_range: _, ...others } = written;
    assert.deepEqual(side({ dns: ['8.8.8.8'] }), { ...written, dns: ['8.8.8.8'] });
    assert.deepEqual(side({ ip_address: '10.0.0.77/24' }), { ...others, ip_address: '10.0.0.77/24' });
    const none = hostSide(text, [other('test-01', 'guest', JSON.stringify(planned), 'none')]);
    assert.equal(entryOf(none).guest, undefined);
    const now = { cpu_cores: 2, guest: { ...planned } };
    assert.equal(
      hostSide(text, [other('test-01', 'cpu_cores', '1', '2', now)]),
      specText([{ cpu_cores: 2, guest: written }]),
    );
  });

  it('gives a copy that stands alone the host name that it had as one', () => {
    const text = specText([{ vm_name: 'web', copies: 2, guest: { hostname: 'web.lab' } }], 2);
    const vms = [{ ...gone('web-01') }, { ...as('web-02'), hostname: 'web-02.lab' }];
    assert.deepEqual(entryOf(hostSide(text, vms)).guest, { hostname: 'web-02.lab' });
  });

  it('is, planned again, what the host has, and what does not differ is as it was written', () => {
    fc.assert(
      fc.property(anyPlannedVm, anyPlannedVm, fc.boolean(), (wanted, actual, inFull) => {
        const written = exportVm(wanted, planFacts).spec;
        const vms = [inFull ? explicit(wanted, written) : written];
        const file: SpecFile = { provisioning_request: { num_vms: 1, vms } };
        const text = `${JSON.stringify(file, null, 2)}\n`;
        const entry = entryOf(text);
        const drifts = driftsOf(entry, actual);
        const differs = drifts.length === 0 ? null : { now: exportVm(actual, planFacts).spec, drifts };
        const after = entryOf(hostSide(text, [{ ...as('web-01'), differs }]));
        assert.deepEqual(driftsOf(after, actual), []);
        const told = new Set(drifts.flatMap((one) => Object.keys(toldValues(one, 'actual'))));
        for (const [name, value] of Object.entries(after))
          if (name in entry ? inFull && !told.has(name) : drifts.length === 0)
            assert.deepEqual(value, Reflect.get(entry, name), name);
      }),
    );
  });
});
