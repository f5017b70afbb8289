import type { Finding } from '../finding.ts';
import { macFault } from '../macAddress.ts';
import { entryCheck } from './check.ts';
import { fixedMacs } from './fixedMacs.ts';

/** A fixed MAC address is one that a single adapter can have. */
export const macAddress = entryCheck(['mac_address'], (entry) =>
  fixedMacs(entry).flatMap<Finding>(({ pointer, mac }) => {
    const fault = macFault(mac);
    if (fault === null) return [];
    const message = `${mac} cannot be the address of a network adapter: ${fault}. Use one such as 00-15-5D-01-02-03.`;
    return [{ code: 'mac_address', pointer, message }];
  }),
);
