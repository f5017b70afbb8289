import type { Finding } from '../finding.ts';
import { fixedIp } from '../guest/guestAddresses.ts';
import type { Check } from './check.ts';
import { repeats } from './repeats.ts';

/** Fixed addresses are unique in the request, however they are written. */
export const addressDuplicate: Check = {
  codes: ['address_duplicate'],
  run({ entries }) {
    const fixed = entries.flatMap(({ pointer, spec }) => {
      const ip = fixedIp(spec.guest?.ip_address);
      return ip === null ? [] : [{ pointer: `${pointer}/guest/ip_address`, ip }];
    });
    return repeats(fixed, ({ ip }) => ip).map<Finding>(({ item: { pointer, ip }, first }) => ({
      code: 'address_duplicate',
      pointer,
      message: `${ip} is the address of another VM of this request: change one of them.`,
      related: [{ pointer: first.pointer, message: 'The address is used here first.' }],
    }));
  },
};
