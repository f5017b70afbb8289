import type { Finding } from '../finding.ts';
import { flagOr } from '../specDefaults.ts';
import type { HostCheck } from './hostCheck.ts';

/**
 * A VM with more vCPU than the host has logical processors does not start. Where at most 100 percent are promised,
 * capacity refuses such a VM in its own words, so this is only for hosts that promise more.
 */
export const cpuAboveHost: HostCheck = {
  codes: ['cpu_above_host'],
  run({ entries, inventory, cpuPercent }) {
    const most = inventory.host.logical_processors;
    if (cpuPercent <= 100) return [];
    return entries
      .filter(({ spec }) => spec.cpu_cores > most)
      .map<Finding>(({ pointer, spec }) => ({
        code: 'cpu_above_host',
        severity: flagOr(spec.start, 'vm', 'start') ? 'error' : 'warning',
        pointer: `${pointer}/cpu_cores`,
        message: `cpu_cores is ${spec.cpu_cores}, and the host has ${most} logical processors: a VM with more does not start. Write ${most} or less.`,
      }));
  },
};
