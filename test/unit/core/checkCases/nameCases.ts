import { vmCount } from '#core/checks/vmCount.ts';
import { vmNameDuplicate } from '#core/checks/vmNameDuplicate.ts';
import { vmNameLength } from '#core/checks/vmNameLength.ts';
import { vmNameReserved } from '#core/checks/vmNameReserved.ts';
import type { Finding } from '#core/finding.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

function duplicate(name: string, entry: number, first: number): Finding {
  return {
    code: 'vm_name_duplicate',
    pointer: entryAt(entry, 'vm_name'),
    message: `"${name}" is the name of another VM of this request (case does not count): rename one of them.`,
    related: [{ pointer: entryAt(first, 'vm_name'), message: 'The name is used here first.' }],
  };
}

const tooMany: Finding = {
  code: 'too_many_vms',
  pointer: '/provisioning_request/vms',
  part: 'key',
  message: 'vms describes 501 VMs with copies counted, and one request may hold 500: split it.',
};

function mismatch(declared: number, described: number): Finding {
  return {
    code: 'num_vms_mismatch',
    pointer: '/provisioning_request/num_vms',
    message: `num_vms is ${declared}, but vms describes ${described} with copies counted: write ${described}, or mend vms.`,
  };
}

/** How many VMs there are, and what they are called. */
export const nameCases: readonly CheckCase[] = [
  { check: vmCount, what: '500 VMs', vms: [{ copies: 499 }, { vm_name: 'b' }], found: [] },
  { check: vmCount, what: '501 VMs', vms: [{ copies: 500 }, { vm_name: 'b' }], num_vms: 1, found: [tooMany] },
  { check: vmCount, what: 'a num_vms above', vms: [{ copies: 2 }], num_vms: 3, found: [mismatch(3, 2)] },
  {
    check: vmCount,
    what: 'a num_vms below',
    vms: [{}, { vm_name: 'b' }],
    num_vms: 1,
    found: [mismatch(1, 2)],
  },
  { check: vmCount, what: 'a num_vms that was refused already', vms: [{}], num_vms: 501, found: [] },
  {
    check: vmNameReserved,
    what: 'a device name',
    vms: [{ vm_name: 'com1.x' }],
    found: [
      {
        code: 'vm_name_reserved',
        pointer: entryAt(0, 'vm_name'),
        message: '"com1.x" is the name of a Windows device and cannot become a folder: choose another name.',
      },
    ],
  },
  {
    check: vmNameReserved,
    what: 'a device name with a copy number',
    vms: [{ vm_name: 'CON', copies: 1 }],
    found: [],
  },
  { check: vmNameLength, what: '64 characters', vms: [{ vm_name: 'a'.repeat(64) }], found: [] },
  {
    check: vmNameLength,
    what: '61 characters and a copy number',
    vms: [{ vm_name: 'a'.repeat(61), copies: 99 }],
    found: [],
  },
  {
    check: vmNameLength,
    what: '61 characters and a copy number of three digits',
    vms: [{ vm_name: 'a'.repeat(61), copies: 100 }],
    found: [
      {
        code: 'vm_name_too_long',
        pointer: entryAt(0, 'vm_name'),
        message: `With its copy number the name becomes "${'a'.repeat(61)}-001", 65 characters: at most 60 are left for vm_name.`,
      },
    ],
  },
  { check: vmNameDuplicate, what: 'different names', vms: [{ vm_name: 'a' }, { vm_name: 'b' }], found: [] },
  {
    check: vmNameDuplicate,
    what: 'one name three times in any case, always pointing to the first',
    vms: [{ vm_name: 'other' }, { vm_name: 'Web' }, { vm_name: 'WEB' }, { vm_name: 'web' }],
    found: [duplicate('WEB', 2, 1), duplicate('web', 3, 1)],
  },
  {
    check: vmNameDuplicate,
    what: 'copies that have the names of others, told once for the entry',
    vms: [{ vm_name: 'web-02' }, { vm_name: 'web-03' }, { vm_name: 'web', copies: 3 }],
    found: [duplicate('web-02', 2, 0)],
  },
  {
    check: vmNameDuplicate,
    what: 'more VMs than are allowed',
    vms: [{ copies: 500 }, { copies: 500 }],
    found: [],
  },
];
