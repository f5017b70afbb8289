import type { Vm } from '#schemas/generated/types.ts';
import { guestUserOf, sshAddressOf } from '#shared/vms/reachVm.ts';
import { printable } from '../render/printable.ts';
import { isReachable } from './reachableVm.ts';
import { uniqueNames } from './uniqueNames.ts';

/**
 * The VMs that can be reached as hosts in the configuration of ssh. Names are given by whoever makes VMs on the host: an alias
 * holds letters, digits, `_` and `-` only, so that none is a pattern, an option, or the name of a computer elsewhere.
 * @param origin Where the VMs are, for people.
 */
export function renderSshConfig(vms: readonly Vm[], origin: string): string {
  const reachable = vms.filter(isReachable);
  const names = uniqueNames(reachable, aliasOf);
  const blocks = reachable.map((vm, index) => blockOf(vm, names[index] ?? ''));
  const head = `# VMs of ${printable(origin)}, by \`vmspec ssh-config\`. What is changed here is lost with the next --write.`;
  return `${[head, ...blocks].join('\n\n')}\n`;
}

function aliasOf({ vm_name }: Vm): string {
  const alias = vm_name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  return alias === '' ? 'vm' : alias;
}

function blockOf(vm: Vm, alias: string): string {
  const user = guestUserOf(vm);
  return [
    ...(alias === vm.vm_name ? [] : [`# ${printable(vm.vm_name)}`]),
    `Host ${alias}`,
    `  HostName ${sshAddressOf(vm) ?? ''}`,
    ...(user === null ? [] : [`  User ${user}`]),
  ].join('\n');
}
