import type { Finding } from '../finding.ts';
import { normalizeMac } from '../macAddress.ts';
import type { Check } from './check.ts';
import { fixedMacs } from './fixedMacs.ts';
import { repeats } from './repeats.ts';

/** Fixed MAC addresses are unique in the request, however they are written. */
export const macDuplicate: Check = {
  codes: ['mac_duplicate'],
  run({ entries }) {
    return repeats(entries.flatMap(fixedMacs), ({ mac }) => normalizeMac(mac)).map<Finding>(
      ({ item: { pointer, mac }, first }) => ({
        code: 'mac_duplicate',
        pointer,
        message: `${mac} is the address of another network adapter of this request: change one of them.`,
        related: [{ pointer: first.pointer, message: 'The address is used here first.' }],
      }),
    );
  },
};
