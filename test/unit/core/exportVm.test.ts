import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { driftOf } from '../../../server/src/core/drift.ts';
import { exportVm } from '../../../server/src/core/exportVm.ts';
import { anyPlannedVm, planFacts, planOf } from '../../support/anyPlannedVm.ts';
import { plannedVm } from '../../support/plannedVm.ts';

describe('a VM as an entry of a spec', () => {
  it('plans to the same VM, and nothing more can be left out of it', () => {
    fc.assert(
      fc.property(anyPlannedVm, (vm) => {
        const { spec, remarks } = exportVm(vm, planFacts);
        assert.deepEqual(remarks, []);
        const again = planOf(spec);
        assert.ok(again !== undefined);
        assert.deepEqual(driftOf(again, vm), []);
        assert.equal(again.start, vm.start);
        for (const name of Object.keys(spec)) {
          if (name === 'disk_template_path') continue;
          const less = planOf({ ...spec, [name]: undefined });
          assert.notDeepEqual(less, again, `${name} is superfluous`);
        }
      }),
    );
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
