import type { Computer } from './machine/computer.ts';
import { nameOf } from './machine/windowsPath.ts';

/** Name of the VM that a call is about, as its parameters tell it; null when it is about none. */
export function vmNameOf(computer: Computer, params: object): string | null {
  if ('vm_name' in params && typeof params.vm_name === 'string') return params.vm_name;
  if ('vm_id' in params && typeof params.vm_id === 'string') {
    const vm = computer.state.vms.get(params.vm_id.toLowerCase());
    if (vm !== undefined) return vm.vm_name;
  }
  if ('folder' in params && typeof params.folder === 'string') return nameOf(params.folder);
  const folders = 'folders' in params && Array.isArray(params.folders) ? params.folders : [];
  const first: unknown = folders[0];
  return typeof first === 'string' ? nameOf(first) : null;
}
