import type { Finding } from '../finding.ts';
import { entryCheck } from './check.ts';
import { fixedMacs } from './fixedMacs.ts';

/** What only one VM can have is not given to several copies. */
export const perCopyValue = entryCheck(['per_copy_value'], (entry) => {
  const copies = entry.spec.copies ?? 1;
  if (copies < 2) return [];
  const related = [{ pointer: `${entry.pointer}/copies`, message: `${copies} copies are asked for here.` }];
  const macs = fixedMacs(entry).map<Finding>(({ pointer }) => ({
    code: 'per_copy_value',
    pointer,
    message: `A fixed MAC address cannot be shared by ${copies} copies: remove it, and Hyper-V chooses one for each, or write one entry for each VM.`,
    related,
  }));
  if (entry.spec.guest?.ip_address === undefined) return macs;
  const message = `A fixed address cannot be shared by ${copies} copies: write ip_range, from which each gets one, such as "192.168.10.21-192.168.10.40/24".`;
  return [
    ...macs,
    { code: 'per_copy_value', pointer: `${entry.pointer}/guest/ip_address`, message, related },
  ];
});
