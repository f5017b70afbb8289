import fc from 'fast-check';
import type { PlannedGuest, PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import { planVms, type PlanFacts } from '../../server/src/core/planVms.ts';
import { plannedVm } from './plannedVm.ts';
import { sshKeys } from './sshKeys.ts';

/** A host with one template. */
export const planFacts: PlanFacts = {
  templates: [{ path: 'C:\\Templates\\ubuntu-24.04.vhdx', size_mb: 40 * 1024, os: 'linux' }],
  networks: [],
  default_volume: 'C:\\',
};

/** What an entry of a spec plans to there. */
export function planOf(spec: VmSpec, facts: PlanFacts = planFacts): PlannedVm | undefined {
  return planVms([{ vm_name: spec.vm_name, entry: 0, copy: null, pointer: '', spec }], facts)[0];
}

/** What a configuration may name, switches and each other's names in another case included. */
export const anyNetworks = fc
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

/** Settings of a guest as a plan has them. */
const anyGuest = fc
  .record({
    hostname: fc.constantFrom('web-01', 'Web.lab'),
    admin_user: fc.option(fc.constant('ops')),
    ssh_authorized_keys: fc.subarray<string>([sshKeys.ed25519, sshKeys.ecdsa]),
    ip_address: fc.option(fc.constantFrom('10.0.0.5/24', '2001:db8::5/64')),
    gateway: fc.option(fc.constant('10.0.0.1')),
    dns: fc.subarray(['1.1.1.1', '2001:db8::1']),
  })
  .map((guest): PlannedGuest => ({ system: 'linux', ...guest }));

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
    guest: fc.option(anyGuest, { nil: undefined }),
    secure: fc.boolean(),
    template: fc.constantFrom('MicrosoftWindows', 'MicrosoftUEFICertificateAuthority'),
    tpm: fc.boolean(),
  })
  .map(({ secure, template, tpm, guest, dvd_path, ...more }): PlannedVm => {
    const modern = more.generation === 2;
    return plannedVm('web-01', {
      ...more,
      // The settings of a guest lie in the one drive.
      ...(guest === undefined ? { dvd_path } : { guest, dvd_path: null }),
      network_adapter_name: more.network_adapters[0]?.switch ?? '',
      secure_boot: { enabled: modern && secure, template },
      tpm: modern && tpm,
    });
  });
