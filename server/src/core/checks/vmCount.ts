import { MAX_VMS } from '#schemas/limits.ts';
import type { Check } from './check.ts';

const REQUEST = '/provisioning_request';

/** `num_vms` is what `vms` describes, and not more than one request may hold. */
export const vmCount: Check = {
  codes: ['num_vms_mismatch', 'too_many_vms'],
  run({ declared, described }) {
    if (described === null) return [];
    if (described > MAX_VMS) {
      const message = `vms describes ${described} VMs with copies counted, and one request may hold ${MAX_VMS}: split it.`;
      return [{ code: 'too_many_vms', pointer: `${REQUEST}/vms`, part: 'key', message }];
    }
    if (declared === null || declared === described) return [];
    const message = `num_vms is ${declared}, but vms describes ${described} with copies counted: write ${described}, or mend vms.`;
    return [{ code: 'num_vms_mismatch', pointer: `${REQUEST}/num_vms`, message }];
  },
};
