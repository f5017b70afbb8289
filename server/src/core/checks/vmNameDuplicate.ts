import type { Finding } from '../finding.ts';
import type { Check } from './check.ts';

/** Names are unique in the request, copies included, without regard to case. */
export const vmNameDuplicate: Check = {
  codes: ['vm_name_duplicate'],
  run({ entries }) {
    const owners = new Map<string, string>();
    const findings: Finding[] = [];
    for (const { pointer, vms } of entries) {
      const taken = vms.flatMap(({ vm_name }) => {
        const owner = owners.get(vm_name.toLowerCase());
        return owner === undefined ? [] : [describe(vm_name, pointer, owner)];
      });
      findings.push(...taken.slice(0, 1));
      for (const { vm_name } of vms) {
        if (!owners.has(vm_name.toLowerCase())) owners.set(vm_name.toLowerCase(), pointer);
      }
    }
    return findings;
  },
};

function describe(name: string, pointer: string, owner: string): Finding {
  return {
    code: 'vm_name_duplicate',
    pointer: `${pointer}/vm_name`,
    message: `"${name}" is the name of another VM of this request (case does not count): rename one of them.`,
    related: [{ pointer: `${owner}/vm_name`, message: 'The name is used here first.' }],
  };
}
