import { hyperVError, vhdError } from './cmdletError.ts';
import type { Computer } from './computer.ts';
import { HRESULT } from './hresults.ts';
import type { DiskFile, MachineVm } from './model.ts';
import { diskAt } from './storage.ts';

/** The VM with an id; ObjectNotFound of the asking cmdlet when there is none. */
export function requireVm(computer: Computer, vmId: string, cmdlet: string): MachineVm {
  const vm = computer.state.vms.get(vmId.toLowerCase());
  if (vm === undefined) {
    const text = `Hyper-V was unable to find a virtual machine with id ${vmId}.`;
    throw hyperVError('ObjectNotFound', cmdlet, text, { category: 'ObjectNotFound', target: vmId });
  }
  return vm;
}

/** A virtual switch by its name; InvalidParameter of the asking cmdlet when there is none. */
export function requireSwitch(computer: Computer, name: string, cmdlet: string): string {
  const wanted = name.toLowerCase();
  const found = computer.state.host.switches.find((item) => item.name.toLowerCase() === wanted);
  if (found !== undefined) return found.name;
  const text = `Hyper-V was unable to find a virtual switch with name "${name}".`;
  throw hyperVError('InvalidParameter', cmdlet, text, { category: 'InvalidArgument', target: name });
}

/** A disk that can be read. */
export function requireDisk(computer: Computer, path: string, cmdlet: string): DiskFile {
  const disk = diskAt(computer, path);
  if (disk === undefined) {
    const text = `'${path}' is not an existing virtual hard disk file.`;
    throw vhdError('InvalidParameter', cmdlet, text, { category: 'InvalidArgument', target: path });
  }
  if (disk.damaged) {
    const text = `'${path}' cannot be read: the file is corrupted and unreadable.`;
    throw vhdError('OperationFailed', cmdlet, text, { hresult: HRESULT.corruptDisk, target: path });
  }
  return disk;
}

/** Writes a VM down in its new form. */
export function putVm(computer: Computer, vm: MachineVm): void {
  computer.commit({ vms: { [vm.vm_id]: vm } });
}
