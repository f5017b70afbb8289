import fc from 'fast-check';
import { openApi } from '#schemas/generated/openApi.js';
import { member } from '../host/client.ts';
import { smallMachine } from '../host/smallMachine.ts';
import type { Knowledge, Schema } from './schemaArbitrary.ts';

/** Names of VMs and tokens: few, so that they meet again. */
const names = Array.from({ length: 15 }, (_, n) => `fuzz-${String(n)}`);
const memory = fc.constantFrom(32, 64, 128, 256, 512, 1024, 2048);

/** What a test knows of the small machine: with it most valid requests are sound, and many are accepted. */
export const knowledge: Knowledge = {
  schemas: member(openApi, 'components', 'schemas') as Readonly<Record<string, Schema>>,
  members: {
    vm_name: mostly(fc.constantFrom(...names), fc.constantFrom('CON', 'a.b', 'A B', 'x'.repeat(64))),
    cpu_cores: mostly(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2048 })),
    ram_startup_mb: memory,
    ram_min_mb: memory,
    ram_max_mb: memory,
    disk_template_path: mostly(
      fc.constantFrom(...smallMachine.templates.map(({ path }) => path)),
      fc.constantFrom('C:\\Templates\\none.vhdx', 'C:\\Templates\\..\\a.vhdx', '\\\\host\\s\\a.vhdx', 'CON'),
    ),
    network_adapter_name: switches(),
    switch: switches(),
    volume: mostly(fc.constantFrom('C:\\', 'd:\\'), fc.constant('Z:\\')),
    mac_address: fc.integer({ min: 0, max: 255 }).map((n) => `00-15-5D-00-00-${hex(n)}`),
    nested_virtualization: mostly(fc.constant(false), fc.constant(true)),
    copies: fc.integer({ min: 1, max: 3 }),
    size_gb: mostly(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 100_000 })),
    generation: mostly(fc.constant(2), fc.constant(1)),
    name: mostly(fc.constantFrom(...names), fc.constantFrom('admin', 'a', 'x'.repeat(64))),
    force: mostly(fc.constant(true), fc.constant(false)),
    wait: mostly(fc.constant(0), fc.constant(1)),
    // Refused by this version; else nearly every generated VM would hold one of them.
    guest: mostly(fc.constant(undefined), fc.constant({ hostname: 'a' })),
    dvd_path: mostly(fc.constant(undefined), fc.constant('C:\\a.iso')),
  },
  settle: {
    ProvisioningRequest: (value) => ({ ...value, num_vms: countVms(value['vms']) }),
    VmSpec: (vm) => {
      const sizes = [vm['ram_min_mb'], vm['ram_startup_mb'], vm['ram_max_mb']].map(Number);
      const [ram_min_mb, ram_startup_mb, ram_max_mb] = sizes.sort((a, b) => a - b);
      return { ...vm, ram_min_mb, ram_startup_mb, ram_max_mb };
    },
  },
};

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function switches(): fc.Arbitrary<unknown> {
  return mostly(fc.constantFrom('External_Switch', 'Lab_Internal'), fc.constantFrom('None', '\u202e', '*'));
}

function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: other });
}

function countVms(vms: unknown): number {
  if (!Array.isArray(vms)) return 0;
  return vms.reduce<number>((sum, vm) => sum + Number(member(vm, 'copies') ?? 1), 0);
}
