import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Plan } from '#schemas/generated/validators.js';
import type { PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import type { TemplateFacts } from '#core/inventory.ts';
import type { NamedNetwork } from '#core/networks.ts';
import { planVms } from '#core/planVms.ts';
import { readSpec } from '#core/readSpec.ts';
import { sampleTemplate } from './sampleInventory.ts';
import { sampleVm, specText } from './sampleVm.ts';

/** Two named networks: one that is a VLAN, and one in which a spec may choose. */
const networks: readonly NamedNetwork[] = [
  { name: 'build-lan', switch: 'External_Switch', vlan_id: 20, available: true },
  { name: 'Lab', switch: 'Default Switch', vlan_id: null, available: true },
];

function plan(
  different: Partial<VmSpec>,
  template: Partial<TemplateFacts> = {},
  named: readonly NamedNetwork[] = [],
): PlannedVm {
  const { vms, problems } = readSpec(specText([sampleVm(different)]));
  assert.ok(vms !== null, JSON.stringify(problems));
  const templates = [sampleTemplate(template)];
  const [planned] = planVms(vms, { templates, networks: named, default_volume: 'c:\\' });
  assert.ok(planned !== undefined);
  return planned;
}

describe('planVms', () => {
  it('fills in what Hyper-V users expect', () => {
    assert.deepEqual(plan({}), {
      ...sampleVm(),
      ...{ generation: 2, notes: '', tags: [], start: true, wait_for: 'created', volume: 'C:\\' },
      ...{ automatic_start_action: 'start_if_running', automatic_stop_action: 'shut_down' },
      secure_boot: { enabled: true, template: 'MicrosoftUEFICertificateAuthority' },
      ...{ tpm: false, nested_virtualization: false, checkpoint_type: 'production_only' },
      disk: { mode: 'differencing', size_gb: 40 },
      data_disks: [],
      network_adapters: [
        { switch: 'External_Switch', vlan_id: null, mac_address: null, mac_spoofing: false },
      ],
      dvd_path: null,
    });
  });

  it('takes the secure boot template from the system, unless told', () => {
    const templateFor = (different: Partial<VmSpec>, os: TemplateFacts['os']): string =>
      plan(different, { os }).secure_boot.template;
    assert.equal(templateFor({}, 'windows'), 'MicrosoftWindows');
    assert.equal(templateFor({}, 'unknown'), 'MicrosoftWindows');
    assert.equal(
      templateFor({ secure_boot: { template: 'OpenSourceShieldedVM' } }, 'linux'),
      'OpenSourceShieldedVM',
    );
  });

  it('has no secure boot on generation 1', () => {
    assert.equal(plan({ generation: 1 }).secure_boot.enabled, false);
  });

  it('takes size and spelling of the template from the host, a begun GB counted whole', () => {
    const planned = plan({ disk_template_path: 'c:\\templates\\UBUNTU-24.04.vhdx' }, { size_mb: 1025 });
    assert.equal(planned.disk.size_gb, 2);
    assert.equal(planned.disk_template_path, 'C:\\Templates\\ubuntu-24.04.vhdx');
  });

  it('puts the first adapter before the others and writes MAC addresses in one way', () => {
    const planned = plan({
      vlan_id: 7,
      mac_address: '00-15-5d-01-02-03',
      network_adapters: [{ switch: 'Lab', mac_address: '00:15:5d:01:02:04', mac_spoofing: true }],
    });
    assert.deepEqual(planned.network_adapters, [
      { switch: 'External_Switch', vlan_id: 7, mac_address: '00155D010203', mac_spoofing: false },
      { switch: 'Lab', vlan_id: null, mac_address: '00155D010204', mac_spoofing: true },
    ]);
  });

  it('leads the names of networks to their switch and VLAN, whatever the case of letters', () => {
    const planned = plan(
      {
        network_adapter_name: 'BUILD-LAN',
        network_adapters: [
          { switch: 'Lab' },
          { switch: 'lab', vlan_id: 7 },
          { switch: 'build-lan', vlan_id: 20 },
          { switch: 'External_Switch', vlan_id: 30 },
        ],
      },
      {},
      networks,
    );
    assert.equal(planned.network_adapter_name, 'External_Switch');
    assert.deepEqual(
      planned.network_adapters.map((adapter) => [adapter.switch, adapter.vlan_id]),
      [
        ['External_Switch', 20],
        ['Default Switch', null],
        ['Default Switch', 7],
        ['External_Switch', 20],
        ['External_Switch', 30],
      ],
    );
  });

  it("puts data disks on the VM's volume unless told", () => {
    const { data_disks } = plan({
      volume: 'd:\\',
      data_disks: [{ size_gb: 1 }, { size_gb: 2, volume: 'e:\\' }],
    });
    assert.deepEqual(
      data_disks.map(({ volume }) => volume),
      ['D:\\', 'E:\\'],
    );
  });

  it('fills every member of every VM, as the schema of a plan asks', () => {
    const optional = fc.record<Partial<VmSpec>>(
      {
        generation: fc.constant(2 as const),
        notes: fc.constant('n'),
        tags: fc.constant(['a']),
        start: fc.boolean(),
        secure_boot: fc.record({ enabled: fc.boolean() }, { requiredKeys: [] }),
        tpm: fc.boolean(),
        disk: fc.record({ size_gb: fc.integer({ min: 40, max: 100 }) }, { requiredKeys: [] }),
        copies: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(optional, (different) => {
        const { vms } = readSpec(specText([sampleVm(different)]));
        const planned = planVms(vms ?? [], {
          ...{ templates: [sampleTemplate()], networks: [], default_volume: 'C:\\' },
        });
        assert.equal(planned.length, different.copies ?? 1);
        const document = {
          ...{ fits: true, simulated: true, vms: planned, resources: [], problems: [], warnings: [] },
          at: '2025-01-01T00:00:00Z',
        };
        assert.ok(Plan(document), JSON.stringify(Plan.errors));
      }),
    );
  });
});
