import type { Finding } from '../finding.ts';
import { fixedIp } from '../guest/guestAddresses.ts';
import type { Check } from './check.ts';

/** Fixed addresses are unique in the request, however they are written. */
export const addressDuplicate: Check = {
  codes: ['address_duplicate'],
  run({ entries }) {
    const owners = new Map<string, string>();
    return entries.flatMap<Finding>(({ pointer, spec }) => {
      const ip = fixedIp(spec.guest?.ip_address);
      if (ip === null) return [];
      const place = `${pointer}/guest/ip_address`;
      const owner = owners.get(ip);
      if (owner === undefined) {
        owners.set(ip, place);
        return [];
      }
      const message = `${ip} is the address of another VM of this request: change one of them.`;
      const related = [{ pointer: owner, message: 'The address is used here first.' }];
      return [{ code: 'address_duplicate', pointer: place, message, related }];
    });
  },
};
