import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import { driftOf } from '../../../server/src/core/drift.ts';
import { exportVm, type ExportedVm } from '../../../server/src/core/exportVm.ts';
import type { NamedNetwork } from '../../../server/src/core/networks.ts';
import { planVms, type PlanFacts } from '../../../server/src/core/planVms.ts';
import { plannedVm } from '../../support/plannedVm.ts';

const facts: PlanFacts = {
  templates: [{ path: 'C:\\Templates\\ubuntu-24.04.vhdx', size_mb: 40 * 1024, os: 'linux' }],
  networks: [],
  default_volume: 'C:\\',
};

function planOf(spec: VmSpec, known: PlanFacts = facts): PlannedVm | undefined {
  return planVms([{ vm_name: spec.vm_name, entry: 0, copy: null, pointer: '', spec }], known)[0];
}

/** What a configuration may name, switches and each other's names in another case included. */
const networks = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom('build-lan', 'Lab', 'LAB', 'external_switch', 'External_Switch', 'dmz'),
      switch: fc.constantFrom('External_Switch', 'Lab', 'Gone'),
      vlan_id: fc.option(fc.constantFrom(20, 30)),
    }),
    { selector: ({ name }) => name.toLowerCase(), maxLength: 5 },
  )
  .map((some) => some.map((network) => ({ ...network, available: network.switch !== 'Gone' })));

const volume = fc.constantFrom('C:\\', 'D:\\');
const action = fc.constantFrom('nothing', 'start_if_running', 'start');
const adapter = fc.record({
  switch: fc.constantFrom('External_Switch', 'Lab'),
  vlan_id: fc.option(fc.oneof(fc.constantFrom(20, 30), fc.integer({ min: 1, max: 4094 }))),
  mac_address: fc.option(fc.constantFrom('00155D010203', '00155D010204')),
  mac_spoofing: fc.constant(false),
});

/** A VM as any plan may have it, with all that a spec can say. */
const planned = fc
  .record({
    generation: fc.constantFrom(1, 2),
    notes: fc.constantFrom('', 'Owner: me'),
    tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    start: fc.boolean(),
    volume,
    automatic_start_action: action,
    automatic_stop_action: fc.constantFrom('shut_down', 'save', 'turn_off'),
    nested_virtualization: fc.boolean(),
    checkpoint_type: fc.constantFrom('disabled', 'production', 'production_only', 'standard'),
    disk: fc.record({
      mode: fc.constantFrom('differencing', 'copy'),
      size_gb: fc.integer({ min: 40, max: 60 }),
    }),
    data_disks: fc.array(
      fc.record({
        size_gb: fc.integer({ min: 1, max: 9 }),
        type: fc.constantFrom('dynamic', 'fixed'),
        volume,
      }),
      { maxLength: 3 },
    ),
    network_adapters: fc.array(adapter, { minLength: 1, maxLength: 3 }),
    dvd_path: fc.option(fc.constant('C:\\ISO\\debian.iso')),
    secure: fc.boolean(),
    template: fc.constantFrom('MicrosoftWindows', 'MicrosoftUEFICertificateAuthority'),
    tpm: fc.boolean(),
  })
  .map(({ secure, template, tpm, ...more }): PlannedVm => {
    const modern = more.generation === 2;
    return plannedVm('web-01', {
      ...more,
      network_adapter_name: more.network_adapters[0]?.switch ?? '',
      secure_boot: { enabled: modern && secure, template },
      tpm: modern && tpm,
    });
  });

describe('a VM as an entry of a spec', () => {
  it('plans to the same VM, and nothing more can be left out of it', () => {
    fc.assert(
      fc.property(planned, networks, (vm, named) => {
        const known = { ...facts, networks: named };
        const { spec, remarks } = exportVm(vm, known);
        // A switch whose name means something else is beyond every spec; the remark says so.
        fc.pre(remarks.length === 0);
        const again = planOf(spec, known);
        assert.ok(again !== undefined);
        assert.deepEqual(driftOf(again, vm), []);
        assert.equal(again.start, vm.start);
        for (const name of Object.keys(spec)) {
          if (name === 'disk_template_path' || name === 'network_adapter_name') continue;
          const less = planOf({ ...spec, [name]: undefined }, known);
          assert.notDeepEqual(less, again, `${name} is superfluous`);
        }
      }),
    );
  });

  it('has no remarks where the configuration names no network', () => {
    fc.assert(
      fc.property(planned, (vm) => {
        assert.deepEqual(exportVm(vm, facts).remarks, []);
      }),
    );
  });

  describe('on a host that names networks', () => {
    const named = (name: string, leadsTo: string, vlan_id: number | null): NamedNetwork => ({
      ...{ name, switch: leadsTo, vlan_id, available: true },
    });
    const on = (leadsTo: string, vlan_id: number | null, ...known: readonly NamedNetwork[]): ExportedVm => {
      const adapter = { switch: leadsTo, vlan_id, mac_address: null, mac_spoofing: false };
      return exportVm(plannedVm('web-01', { network_adapters: [adapter] }), { ...facts, networks: known });
    };
    const written = ({ spec: { network_adapter_name, vlan_id } }: ExportedVm): unknown[] => [
      network_adapter_name,
      vlan_id,
    ];

    it('names the one network that is the switch and the VLAN, and else the switch', () => {
      const build = named('build-lan', 'External_Switch', 20);
      assert.deepEqual(written(on('External_Switch', 20, build)), ['build-lan', undefined]);
      assert.deepEqual(written(on('External_Switch', 30, build)), ['External_Switch', 30]);
      assert.deepEqual(written(on('External_Switch', null, build)), ['External_Switch', undefined]);
      const twin = named('ci-lan', 'External_Switch', 20);
      assert.deepEqual(written(on('External_Switch', 20, build, twin)), ['External_Switch', 20]);
      const open = named('open', 'External_Switch', null);
      assert.deepEqual(written(on('External_Switch', null, build, open)), ['open', undefined]);
    });

    it('goes round a network that has the name of the switch, or says that no spec leads there', () => {
      const hiding = named('external_switch', 'Lab', 20);
      const open = named('open', 'External_Switch', null);
      assert.deepEqual(written(on('External_Switch', 30, hiding, open)), ['open', 30]);
      assert.deepEqual(on('External_Switch', 30, hiding).remarks, [
        'Network adapter 1 is on the virtual switch "External_Switch", and that name means a network of this host: no spec leads there.',
      ]);
    });
  });

  it('holds nothing but what every entry has, where everything else is as a spec means it', () => {
    const { spec } = exportVm(
      plannedVm('web-01', { automatic_start_action: 'start_if_running', data_disks: [] }),
      facts,
    );
    assert.deepEqual(Object.keys(spec), [
      ...['vm_name', 'cpu_cores', 'ram_startup_mb', 'ram_min_mb', 'ram_max_mb'],
      ...['disk_template_path', 'network_adapter_name'],
    ]);
  });

  it('tells what it cannot say and what is to be filled in', () => {
    const odd = plannedVm('dc-01', {
      disk_template_path: 'D:\\Disks\\dc-01.vhdx',
      network_adapters: [
        { switch: 'External_Switch', vlan_id: null, mac_address: null, mac_spoofing: true },
        { switch: '', vlan_id: null, mac_address: null, mac_spoofing: false },
      ],
    });
    assert.deepEqual(exportVm(odd, facts).remarks, [
      '"D:\\Disks\\dc-01.vhdx" is no template of this host: name one in disk_template_path to create such a VM.',
      'Network adapter 2 is connected to no virtual switch: name one.',
      'MAC address spoofing of its first network adapter cannot be described.',
    ]);
    assert.deepEqual(exportVm(plannedVm('dc-01', { network_adapters: [] }), facts).remarks, [
      'It has no network adapter: a spec gives it one.',
    ]);
  });
});

describe('what differs from a spec', () => {
  it('is told for each member, and neither for the case of a path nor for whether the VM runs', () => {
    const vm = plannedVm('web-01');
    assert.deepEqual(
      driftOf(vm, { ...vm, start: false, disk_template_path: vm.disk_template_path.toUpperCase() }),
      [],
    );
    assert.deepEqual(
      driftOf(vm, { ...vm, secure_boot: { enabled: false, template: '' }, notes: 'x', tags: ['b'] }),
      [
        { member: 'secure_boot', planned: 'MicrosoftUEFICertificateAuthority', actual: 'off' },
        { member: 'tags', planned: '[]', actual: '["b"]' },
        { member: 'notes', planned: '', actual: 'x' },
      ],
    );
    assert.deepEqual(driftOf({ ...vm, tags: ['B', 'a'] }, { ...vm, tags: ['A', 'b'] }), []);
  });
});
