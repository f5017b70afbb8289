import { brokenLink } from '../brokenChain.ts';
import { hyperVError, stateError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { bootedGuest } from '../guest.ts';
import { HRESULT } from '../hresults.ts';
import { putVm, requireVm } from '../lookups.ts';
import { availableMb } from '../memory.ts';
import type { DiskFile, MachineFile, MachineVm, Power } from '../model.ts';
import { resting, starting, stateOf } from '../power.ts';
import { chainOf, diskAt, diskPathsOf, useOf } from '../storage.ts';
import { pathKey } from '../windowsPath.ts';

/** What `Start-VM` answers: a running VM is not an error, but only a warning. */
export interface PowerAnswer {
  readonly warning: string | null;
}

/** Text of the warning for a VM that already is what it shall be. */
export const ALREADY = 'The virtual machine is already in the specified state.';

/** `Start-VM`: refuses for want of processors, memory or a disk; else the VM is Starting for a while. */
export function startVm(computer: Computer, params: { readonly vm_id: string }): PowerAnswer {
  const vm = requireVm(computer, params.vm_id, 'Start-VM');
  const state = stateOf(computer, vm);
  if (state === 'Running' || state === 'Starting') return { warning: ALREADY };
  if (state === 'Stopping') throw stateError('Start-VM', vm.vm_name);
  if (state === 'Paused') {
    putVm(computer, { ...vm, power: resting('Running', vm.power.started_at) });
    return { warning: null };
  }
  requireProcessors(computer, vm);
  requireMemory(computer, vm);
  requireDisks(computer, vm);
  const files: Record<string, MachineFile> = {};
  for (const path of diskPathsOf(vm)) {
    const disk = diskAt(computer, path);
    if (disk !== undefined) files[pathKey(path)] = written(disk);
  }
  const guest = bootedGuest(computer, vm);
  const started = { ...vm, power: poweredOn(computer, vm), ...(guest === undefined ? {} : { guest }) };
  computer.commit({ vms: { [vm.vm_id]: started }, files });
  return { warning: null };
}

/** A VM that begins to start, with the guest that is on its disks. */
export function poweredOn(computer: Computer, vm: MachineVm): Power {
  return { ...starting(computer), ...(isSilent(computer, vm) ? { silent: true } : {}) };
}

/** Whether the system on the VM's disks lacks the integration services; a copy has the identifier of its original. */
function isSilent(computer: Computer, vm: MachineVm): boolean {
  const silent = computer.state.host.systems.filter((system) => system.silent === true);
  if (silent.length === 0) return false;
  const ids = new Set(silent.flatMap(({ path }) => diskAt(computer, path)?.disk_id ?? []));
  return diskPathsOf(vm).some((path) => chainOf(computer, path).some(({ disk_id }) => ids.has(disk_id)));
}

/** A guest writes to its disks as soon as it runs, which breaks what was made from them. */
function written(disk: DiskFile): DiskFile {
  return { ...disk, content: disk.content + 1 };
}

function requireProcessors(computer: Computer, vm: MachineVm): void {
  if (vm.cpu_cores <= computer.state.host.logical_processors) return;
  const text = `'${vm.vm_name}' could not start: it has more virtual processors than the host has logical ones.`;
  throw hyperVError('OperationFailed', 'Start-VM', withId(vm, text), { target: vm.vm_name });
}

function requireMemory(computer: Computer, vm: MachineVm): void {
  if (vm.memory.startup_mb <= availableMb(computer)) return;
  const text = `'${vm.vm_name}' could not start: not enough memory in the system to start the virtual machine.`;
  throw hyperVError('OutOfMemory', 'Start-VM', withId(vm, `${text} (${HRESULT.outOfMemory})`), {
    category: 'FromStdErr',
    hresult: HRESULT.outOfMemory,
    target: vm.vm_name,
  });
}

function requireDisks(computer: Computer, vm: MachineVm): void {
  for (const path of diskPathsOf(vm)) {
    const broken = brokenLink(computer, path);
    if (broken !== null) throw diskFailure(vm, broken.hresult, broken.message, broken.path);
    const links = [path, ...parentsOf(computer, path)];
    const taken = links.find((link, index) => {
      const use = useOf(computer, link);
      return use === 'written' || (index === 0 && use === 'read');
    });
    if (taken !== undefined) {
      const text = `The process cannot access '${taken}' because it is being used by another process.`;
      throw diskFailure(vm, HRESULT.sharingViolation, text, taken);
    }
  }
}

function parentsOf(computer: Computer, path: string): readonly string[] {
  const parent = diskAt(computer, path)?.parent?.path;
  return parent === undefined ? [] : [parent, ...parentsOf(computer, parent)];
}

function diskFailure(vm: MachineVm, hresult: string, reason: string, path: string): Error {
  const text = withId(vm, `'${vm.vm_name}' failed to start. ${reason} (${hresult})`);
  return hyperVError('OperationFailed', 'Start-VM', text, { hresult, target: path });
}

/** Hyper-V says the same again with the VM's id. */
function withId(vm: MachineVm, text: string): string {
  return `${text}\n${text} (Virtual machine ID ${vm.vm_id.toUpperCase()})`;
}
