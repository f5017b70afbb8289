import type { Vm } from '#schemas/generated/types.ts';
import { exitCodes } from './exitCodes.ts';
import { CliFailure } from './failure.ts';
import { nearest } from '#core/nearest.ts';

function ambiguous(name: string, vms: readonly Vm[]): CliFailure {
  const ids = vms.map((vm) => `${vm.vm_id}${vm.managed ? '' : ' (not created by VMSpec)'}`).join(', ');
  return new CliFailure(
    exitCodes.conflict,
    `The host has ${String(vms.length)} VMs named "${name}".`,
    `Name the one you mean by its id: ${ids}`,
    'vm_ambiguous',
  );
}

/** The VM that a person names: by id, or by name without regard to case. Throws CliFailure when it is none or not one. */
export function resolveVm(vms: readonly Vm[], wanted: string): Vm {
  const text = wanted.toLowerCase();
  const byId = vms.find((vm) => vm.vm_id.toLowerCase() === text);
  if (byId !== undefined) return byId;
  const named = vms.filter((vm) => vm.vm_name.toLowerCase() === text);
  const [only] = named;
  if (named.length > 1) throw ambiguous(wanted, named);
  if (only !== undefined) return only;
  const names = vms.map((vm) => vm.vm_name);
  // Whoever leaves the end out means a name that begins so, though another may differ by fewer letters.
  const near = names.find((name) => name.toLowerCase().startsWith(text)) ?? nearest(wanted, names);
  throw new CliFailure(
    exitCodes.conflict,
    `There is no VM "${wanted}" on the host.`,
    near === null ? 'List the VMs with: vmspec vms' : `Did you mean "${near}"? List the VMs with: vmspec vms`,
    'vm_not_found',
  );
}

/** The VMs that a person names, each once. */
export function resolveVms(vms: readonly Vm[], wanted: readonly string[]): readonly Vm[] {
  return [...new Set(wanted.map((name) => resolveVm(vms, name)))];
}
