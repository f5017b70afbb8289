import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { driftOf } from '../../../server/src/core/drift.ts';
import { exportVm, type ExportedVm } from '../../../server/src/core/exportVm.ts';
import type { NamedNetwork } from '../../../server/src/core/networks.ts';
import { anyPlannedVm, anyNetworks, planFacts, planOf } from '../../support/anyPlannedVm.ts';
import { plannedVm } from '../../support/plannedVm.ts';

describe('a VM as an entry of a spec', () => {
  it('plans to the same VM, and nothing more can be left out of it', () => {
    fc.assert(
      fc.property(anyPlannedVm, anyNetworks, (vm, named) => {
        const known = { ...planFacts, networks: named };
        const { spec, remarks } = exportVm(vm, known);
        // A switch whose name means something else is beyond every spec; the remark says so.
        fc.pre(remarks.length === 0);
        const again = planOf(spec, known);
        assert.ok(again !== undefined);
        assert.deepEqual(driftOf(again, vm), []);
        assert.equal(again.start, vm.start);
        for (const name of Object.keys(spec)) {
          if (['vm_name', 'disk_template_path', 'network_adapter_name'].includes(name)) continue;
          const less = planOf({ ...spec, [name]: undefined }, known);
          assert.notDeepEqual(less, again, `${name} is superfluous`);
        }
      }),
    );
  });

  it('has no remarks where the configuration names no network', () => {
    fc.assert(
      fc.property(anyPlannedVm, (vm) => {
        assert.deepEqual(exportVm(vm, planFacts).remarks, []);
      }),
    );
  });

  describe('on a host that names networks', () => {
    const named = (name: string, leadsTo: string, vlan_id: number | null): NamedNetwork => ({
      ...{ name, switch: leadsTo, vlan_id, available: true },
    });
    const on = (leadsTo: string, vlan_id: number | null, ...known: readonly NamedNetwork[]): ExportedVm => {
      const adapter = { switch: leadsTo, vlan_id, mac_address: null, mac_spoofing: false };
      return exportVm(plannedVm('web-01', { network_adapters: [adapter] }), {
        ...planFacts,
        networks: known,
      });
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
      planFacts,
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
    assert.deepEqual(exportVm(odd, planFacts).remarks, [
      '"D:\\Disks\\dc-01.vhdx" is no template of this host: name one in disk_template_path to create such a VM.',
      'Network adapter 2 is connected to no virtual switch: name one.',
      'MAC address spoofing of its first network adapter cannot be described.',
    ]);
    assert.deepEqual(exportVm(plannedVm('dc-01', { network_adapters: [] }), planFacts).remarks, [
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
