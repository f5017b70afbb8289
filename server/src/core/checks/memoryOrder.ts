import type { VmSpec } from '#schemas/generated/types.ts';
import type { Finding } from '../finding.ts';
import { entryCheck } from './check.ts';

type Member = 'ram_min_mb' | 'ram_startup_mb' | 'ram_max_mb';

/** Minimum <= startup <= maximum. The value that is off is told, not all three. */
export const memoryOrder = entryCheck(['memory_order'], ({ pointer, spec }) =>
  faults(spec).map<Finding>(({ member, message }) => ({
    code: 'memory_order',
    pointer: `${pointer}/${member}`,
    message,
  })),
);

function faults(spec: VmSpec): { readonly member: Member; readonly message: string }[] {
  const { ram_min_mb: min, ram_startup_mb: startup, ram_max_mb: max } = spec;
  if (min <= startup && startup <= max) return [];
  if (min <= max) {
    const message = `ram_startup_mb is ${startup} MB, but must lie between ram_min_mb (${min} MB) and ram_max_mb (${max} MB).`;
    return [{ member: 'ram_startup_mb', message }];
  }
  const minMessage = `ram_min_mb is ${min} MB, more than ram_startup_mb (${startup} MB): write ${startup} or less.`;
  const maxMessage = `ram_max_mb is ${max} MB, less than ram_startup_mb (${startup} MB): write ${startup} or more.`;
  return [
    ...(min > startup ? [{ member: 'ram_min_mb' as const, message: minMessage }] : []),
    ...(max < startup ? [{ member: 'ram_max_mb' as const, message: maxMessage }] : []),
  ];
}
