import { hyperVError, parameterError } from '../cmdletError.ts';
import type { Computer } from '../computer.ts';
import { HRESULT } from '../hresults.ts';
import { requireSwitch } from '../lookups.ts';
import { availableAdapter } from '../adapters.ts';
import { isAligned, memoryLimitMb, STORED_MEMORY } from '../memory.ts';
import type { MachineVm } from '../model.ts';
import { resting } from '../power.ts';
import { freeMb, missingFolders } from '../storage.ts';
import { joinPath } from '../windowsPath.ts';

/** What `New-VM -NoVHD` is told. `path`: the folder above the VM's own; default: where the host keeps its VMs. */
export interface NewVmParams {
  readonly name: string;
  readonly generation?: 1 | 2;
  readonly memory_startup_mb?: number;
  readonly path?: string;
  readonly switch_name?: string;
}

/** Longest name that Hyper-V takes. */
const NAME_LIMIT = 100;

/** `New-VM`. Names need not be unique. The VM gets one network adapter, on generation 1 also an empty DVD drive. */
export function newVm(computer: Computer, params: NewVmParams): MachineVm {
  const generation = params.generation ?? 1;
  const startup = params.memory_startup_mb ?? 512;
  checkName(params.name);
  checkMemory(startup, generation);
  const switchName =
    params.switch_name === undefined ? null : requireSwitch(computer, params.switch_name, 'New-VM');
  const path = joinPath(params.path ?? computer.state.host.default_vm_path, params.name);
  if (freeMb(computer, path) === null) {
    const text = `Cannot find the path '${path}'. (${HRESULT.pathNotFound})`;
    throw hyperVError('ObjectNotFound', 'New-VM', text, {
      category: 'ObjectNotFound',
      hresult: HRESULT.pathNotFound,
      target: path,
    });
  }
  const vm = {
    ...freshVm(computer, generation),
    vm_name: params.name,
    path,
    memory: { dynamic: false, startup_mb: startup, ...STORED_MEMORY },
    adapters: [availableAdapter(computer, 0, { switch: switchName })],
  };
  computer.commit({
    vms: { [vm.vm_id]: vm },
    files: missingFolders(computer, joinPath(path, 'Virtual Machines', 'x')),
    next_mac: computer.state.nextMac() + 1,
  });
  return vm;
}

function freshVm(
  computer: Computer,
  generation: 1 | 2,
): Omit<MachineVm, 'vm_name' | 'path' | 'memory' | 'adapters'> {
  return {
    vm_id: computer.random.uuid(),
    generation,
    notes: '',
    power: resting('Off'),
    cpu_cores: 1,
    nested_virtualization: false,
    secure_boot: generation === 2 ? { enabled: true, template: 'MicrosoftWindows' } : null,
    key_protector: false,
    tpm: false,
    first_boot: null,
    automatic_start_action: 'start_if_running',
    automatic_stop_action: 'save',
    checkpoint_type: 'production',
    automatic_checkpoints: false,
    scsi_controllers: 1,
    drives: generation === 1 ? [{ kind: 'dvd', controller: 'IDE', number: 1, location: 0, path: null }] : [],
  };
}

function checkName(name: string): void {
  if (name.length === 0 || name.length > NAME_LIMIT) {
    throw parameterError('New-VM', `The name must have 1 to ${String(NAME_LIMIT)} characters.`, name);
  }
}

function checkMemory(mb: number, generation: 1 | 2): void {
  if (!isAligned(mb)) {
    throw parameterError('New-VM', `The memory size ${String(mb)} MB is not properly aligned.`);
  }
  if (mb < 32 || mb > memoryLimitMb(generation)) {
    throw parameterError('New-VM', `The memory size ${String(mb)} MB is out of range.`);
  }
}
