import type { Finding } from '../finding.ts';
import { normalizeMac } from '../macAddress.ts';
import type { Check } from './check.ts';
import { fixedMacs } from './fixedMacs.ts';

/** Fixed MAC addresses are unique in the request, however they are written. */
export const macDuplicate: Check = {
  codes: ['mac_duplicate'],
  run({ entries }) {
    const owners = new Map<string, string>();
    return entries.flatMap(fixedMacs).flatMap<Finding>(({ pointer, mac }) => {
      const owner = owners.get(normalizeMac(mac));
      if (owner === undefined) {
        owners.set(normalizeMac(mac), pointer);
        return [];
      }
      const message = `${mac} is the address of another network adapter of this request: change one of them.`;
      const related = [{ pointer: owner, message: 'The address is used here first.' }];
      return [{ code: 'mac_duplicate', pointer, message, related }];
    });
  },
};
