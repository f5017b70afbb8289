import { entryCheck } from './check.ts';

/** Longest name of a VM, the same as in the schema, here with the copy number. */
const LONGEST = 64;

/** A name is not too long once its copy number is added. */
export const vmNameLength = entryCheck(['vm_name_too_long'], ({ pointer, spec, vms }) => {
  const long = vms.find(({ vm_name }) => vm_name.length > LONGEST);
  if (long === undefined) return [];
  const most = LONGEST - (long.vm_name.length - spec.vm_name.length);
  const message = `With its copy number the name becomes "${long.vm_name}", ${long.vm_name.length} characters: at most ${most} are left for vm_name.`;
  return [{ code: 'vm_name_too_long', pointer: `${pointer}/vm_name`, message }];
});
