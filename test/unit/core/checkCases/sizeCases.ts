import type { VmSpec } from '#schemas/generated/types.ts';
import { cpuGeneration } from '#core/checks/cpuGeneration.ts';
import { firmwareGeneration } from '#core/checks/firmwareGeneration.ts';
import { memoryGeneration } from '#core/checks/memoryGeneration.ts';
import { memoryOrder } from '#core/checks/memoryOrder.ts';
import { nestedMemory } from '#core/checks/nestedMemory.ts';
import type { Finding } from '#core/finding.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

function memory(min: number, startup: number, max: number): Partial<VmSpec> {
  return { ram_min_mb: min, ram_startup_mb: startup, ram_max_mb: max };
}

function nested(min: number, startup: number, max: number): Partial<VmSpec> {
  return { ...memory(min, startup, max), nested_virtualization: true };
}

const TB = 1024 * 1024;

function beyondTerabyte(member: string): Finding {
  return {
    code: 'memory_generation',
    pointer: entryAt(0, member),
    message: `${member} is 1048578 MB, and a VM of generation 1 has at most 1048576 MB (1 TB): use generation 2, or less memory.`,
  };
}

function misordered(member: string, message: string): Finding {
  return { code: 'memory_order', pointer: entryAt(0, member), message };
}

const minAbove = misordered(
  'ram_min_mb',
  'ram_min_mb is 4096 MB, more than ram_startup_mb (2048 MB): write 2048 or less.',
);
const maxBelow = misordered(
  'ram_max_mb',
  'ram_max_mb is 1024 MB, less than ram_startup_mb (2048 MB): write 2048 or more.',
);

function startupOutside(startup: number): Finding {
  const message = `ram_startup_mb is ${startup} MB, but must lie between ram_min_mb (1024 MB) and ram_max_mb (4096 MB).`;
  return misordered('ram_startup_mb', message);
}

const dynamicMemory: Finding = {
  code: 'nested_memory',
  pointer: entryAt(0, 'nested_virtualization'),
  message:
    'Nested virtualization does not work with dynamic memory: write the same number for ram_min_mb, ram_startup_mb and ram_max_mb, for example 4096.',
};

const secureBoot: Finding = {
  code: 'secure_boot_generation',
  pointer: entryAt(0, 'secure_boot'),
  message:
    'Secure boot needs UEFI, which a VM of generation 1 has not: use generation 2, or remove secure_boot.',
};

const tpm: Finding = {
  code: 'tpm_generation',
  pointer: entryAt(0, 'tpm'),
  message: 'A VM of generation 1 cannot have a TPM: use generation 2, or remove tpm.',
};

/** Processors, memory and firmware. */
export const sizeCases: readonly CheckCase[] = [
  {
    check: cpuGeneration,
    what: '64 vCPU of generation 1',
    vms: [{ generation: 1, cpu_cores: 64 }],
    found: [],
  },
  { check: cpuGeneration, what: '65 vCPU of generation 2', vms: [{ cpu_cores: 65 }], found: [] },
  {
    check: cpuGeneration,
    what: '65 vCPU of generation 1',
    vms: [{ generation: 1, cpu_cores: 65 }],
    found: [
      {
        code: 'cpu_generation',
        pointer: entryAt(0, 'cpu_cores'),
        message:
          'cpu_cores is 65, and a VM of generation 1 has at most 64 vCPU: use generation 2, or 64 and fewer.',
      },
    ],
  },
  {
    check: memoryGeneration,
    what: '1 TB of generation 1',
    vms: [{ generation: 1, ...memory(TB, TB, TB) }],
    found: [],
  },
  { check: memoryGeneration, what: 'more of generation 2', vms: [memory(TB, TB, TB + 2)], found: [] },
  {
    check: memoryGeneration,
    what: 'more than 1 TB of generation 1, of every member',
    vms: [{ generation: 1, ...memory(TB + 2, TB + 2, TB + 2) }],
    found: ['ram_startup_mb', 'ram_min_mb', 'ram_max_mb'].map(beyondTerabyte),
  },
  { check: memoryOrder, what: 'three equal numbers', vms: [memory(1024, 1024, 1024)], found: [] },
  {
    check: memoryOrder,
    what: 'a startup below',
    vms: [memory(1024, 512, 4096)],
    found: [startupOutside(512)],
  },
  {
    check: memoryOrder,
    what: 'a startup above',
    vms: [memory(1024, 4098, 4096)],
    found: [startupOutside(4098)],
  },
  {
    check: memoryOrder,
    what: 'a startup outside of bounds that are equal',
    vms: [memory(2048, 1024, 2048)],
    found: [
      misordered(
        'ram_startup_mb',
        'ram_startup_mb is 1024 MB, but must lie between ram_min_mb (2048 MB) and ram_max_mb (2048 MB).',
      ),
    ],
  },
  { check: memoryOrder, what: 'a minimum above both', vms: [memory(4096, 2048, 2048)], found: [minAbove] },
  { check: memoryOrder, what: 'a maximum below both', vms: [memory(2048, 2048, 1024)], found: [maxBelow] },
  {
    check: memoryOrder,
    what: 'both bounds crossed',
    vms: [memory(4096, 2048, 1024)],
    found: [minAbove, maxBelow],
  },
  { check: nestedMemory, what: 'static memory of 4 GB', vms: [nested(4096, 4096, 4096)], found: [] },
  {
    check: nestedMemory,
    what: 'dynamic memory without nested virtualization',
    vms: [memory(512, 1024, 2048), { vm_name: 'b', nested_virtualization: false }],
    found: [],
  },
  {
    check: nestedMemory,
    what: 'static memory just under 4 GB',
    vms: [nested(4094, 4094, 4094)],
    found: [
      {
        code: 'nested_memory_small',
        severity: 'warning',
        pointer: entryAt(0, 'ram_startup_mb'),
        message: 'Nested virtualization wants 4096 MB of memory or more, and 4094 MB is asked for.',
      },
    ],
  },
  {
    check: nestedMemory,
    what: 'only a lower minimum',
    vms: [nested(2048, 4096, 4096)],
    found: [dynamicMemory],
  },
  {
    check: nestedMemory,
    what: 'only a higher maximum',
    vms: [nested(4096, 4096, 8192)],
    found: [dynamicMemory],
  },
  {
    check: firmwareGeneration,
    what: 'secure boot and TPM of generation 2',
    vms: [{ secure_boot: {}, tpm: true }],
    found: [],
  },
  {
    check: firmwareGeneration,
    what: 'secure boot and TPM that are off',
    vms: [{ generation: 1, secure_boot: { enabled: false }, tpm: false }],
    found: [],
  },
  { check: firmwareGeneration, what: 'generation 1 alone', vms: [{ generation: 1 }], found: [] },
  {
    check: firmwareGeneration,
    what: 'secure boot and TPM of generation 1',
    vms: [{ generation: 1, secure_boot: {}, tpm: true }],
    found: [secureBoot, tpm],
  },
];
