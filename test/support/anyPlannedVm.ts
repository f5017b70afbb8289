import fc from 'fast-check';
import type { PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import { planVms, type PlanFacts } from '../../server/src/core/planVms.ts';
import { plannedVm } from './plannedVm.ts';

/** A host with one template. */
export const planFacts: PlanFacts = {
  templates: [{ path: 'C:\\Templates\\ubuntu-24.04.vhdx', size_mb: 40 * 1024, os: 'linux' }],
  default_volume: 'C:\\',
};

/** What an entry of a spec plans to there. */
export function planOf(spec: VmSpec): PlannedVm | undefined {
  return planVms([{ vm_name: spec.vm_name, entry: 0, copy: null, pointer: '', spec }], planFacts)[0];
}

const volume = fc.constantFrom('C:\\', 'D:\\');
const action = fc.constantFrom('nothing', 'start_if_running', 'start');
const adapter = fc.record({
  switch: fc.constantFrom('External_Switch', 'Lab'),
  vlan_id: fc.option(fc.integer({ min: 1, max: 4094 })),
  mac_address: fc.option(fc.constantFrom('00155D010203', '00155D010204')),
  mac_spoofing: fc.constant(false),
});

/** A VM as any plan may have it, with all that a spec can say. */
export const anyPlannedVm = fc
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
