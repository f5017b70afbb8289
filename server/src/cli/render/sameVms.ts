import type { Comparison } from '../sameVms.ts';
import { printable } from './printable.ts';
import { count } from '#shared/words/size.ts';
import type { Style } from './style.ts';

/** Says that all VMs of a spec exist as described, or which do not and why. */
export function renderSameVms(comparison: Comparison, style: Style): string {
  const other = comparison.vms.filter((vm) => vm.differences.length > 0);
  if (other.length === 0) {
    return style(
      'green',
      `All VMs exist as described (${count(comparison.vms.length, 'VM')}); nothing to do.`,
    );
  }
  const lines = other.map(
    (vm) => `  ${style('bold', printable(vm.vm_name))}: ${printable(vm.differences.join('; '))}`,
  );
  return [
    style('red', 'Some names are in use, and not all of the VMs are as described:'),
    ...lines,
    'Nothing was changed. Rename or delete what is in the way, or mend the spec.',
  ].join('\n');
}
