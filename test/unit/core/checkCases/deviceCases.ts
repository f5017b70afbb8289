import type { VmSpec } from '#schemas/generated/types.ts';
import { adapterLimit } from '#core/checks/adapterLimit.ts';
import { macAddress } from '#core/checks/macAddress.ts';
import { macDuplicate } from '#core/checks/macDuplicate.ts';
import { perCopyValue } from '#core/checks/perCopyValue.ts';
import type { Finding } from '#core/finding.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

function adapters(count: number): Partial<VmSpec> {
  return { network_adapters: Array.from({ length: count }, () => ({ switch: 'External_Switch' })) };
}

/** A fixed address for the first adapter and one for the second. */
function macs(first: string, second: string): Partial<VmSpec> {
  return { mac_address: first, network_adapters: [{ switch: 'External_Switch', mac_address: second }] };
}

const SECOND = 'network_adapters/0/mac_address';

function wrongMac(member: string, mac: string, fault: string): Finding {
  return {
    code: 'mac_address',
    pointer: entryAt(0, member),
    message: `${mac} cannot be the address of a network adapter: ${fault}. Use one such as 00-15-5D-01-02-03.`,
  };
}

function usedBefore(mac: string, pointer: string): Finding {
  return {
    ...{ code: 'mac_duplicate', pointer },
    message: `${mac} is the address of another network adapter of this request: change one of them.`,
    related: [{ pointer: entryAt(0, 'mac_address'), message: 'The address is used here first.' }],
  };
}

function shared(member: string): Finding {
  return {
    code: 'per_copy_value',
    pointer: entryAt(0, member),
    message:
      'A fixed MAC address cannot be shared by 2 copies: remove it, and Hyper-V chooses one for each, or write one entry for each VM.',
    related: [{ pointer: entryAt(0, 'copies'), message: '2 copies are asked for here.' }],
  };
}

/** Network adapters. */
export const deviceCases: readonly CheckCase[] = [
  {
    check: adapterLimit,
    what: '8 adapters of generation 1',
    vms: [{ generation: 1, ...adapters(7) }],
    found: [],
  },
  { check: adapterLimit, what: '64 adapters of generation 2', vms: [adapters(63)], found: [] },
  {
    check: adapterLimit,
    what: '9 adapters of generation 1',
    vms: [{ generation: 1, ...adapters(8) }],
    found: [
      {
        code: 'adapter_limit',
        pointer: entryAt(0, 'network_adapters'),
        part: 'key',
        message:
          '9 network adapters, the first included, are asked for, and a VM of generation 1 has at most 8: leave at most 7 in network_adapters, or use generation 2.',
      },
    ],
  },
  {
    check: macAddress,
    what: 'addresses of their own',
    vms: [macs('00155D010203', '02-00-00-00-00-00')],
    found: [],
  },
  {
    check: macAddress,
    what: 'an address of zeros and one of a group',
    vms: [macs('00:00:00:00:00:00', '01-15-5D-01-02-03')],
    found: [
      wrongMac('mac_address', '00:00:00:00:00:00', 'all digits are 0'),
      wrongMac(
        SECOND,
        '01-15-5D-01-02-03',
        'it is a group (multicast) address: the second digit must be even',
      ),
    ],
  },
  {
    check: macDuplicate,
    what: 'one address written in three ways, always pointing to the first',
    vms: [macs('00155D01020A', '00-15-5d-01-02-0a'), { vm_name: 'b', mac_address: '00:15:5D:01:02:0A' }],
    found: [
      usedBefore('00-15-5d-01-02-0a', entryAt(0, SECOND)),
      usedBefore('00:15:5D:01:02:0A', entryAt(1, 'mac_address')),
    ],
  },
  {
    check: macDuplicate,
    what: 'different addresses',
    vms: [macs('00155D010203', '00155D010204')],
    found: [],
  },
  {
    check: perCopyValue,
    what: 'fixed addresses of a single copy',
    vms: [{ copies: 1, ...macs('00155D010203', '00155D010204') }],
    found: [],
  },
  {
    check: perCopyValue,
    what: 'copies without fixed addresses',
    vms: [{ copies: 2, ...adapters(1) }],
    found: [],
  },
  {
    check: perCopyValue,
    what: 'fixed addresses of two copies',
    vms: [{ copies: 2, ...macs('00155D010203', '00155D010204') }],
    found: [shared('mac_address'), shared(SECOND)],
  },
];
