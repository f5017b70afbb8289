import type { Finding } from '../finding.ts';
import { entryCheck } from './check.ts';
import { fixedMacs } from './fixedMacs.ts';

/** What only one VM can have is not given to several copies. */
export const perCopyValue = entryCheck(['per_copy_value'], (entry) => {
  const copies = entry.spec.copies ?? 1;
  if (copies < 2) return [];
  return fixedMacs(entry).map<Finding>(({ pointer }) => ({
    code: 'per_copy_value',
    pointer,
    message: `A fixed MAC address cannot be shared by ${copies} copies: remove it, and Hyper-V chooses one for each, or write one entry for each VM.`,
    related: [{ pointer: `${entry.pointer}/copies`, message: `${copies} copies are asked for here.` }],
  }));
});
