import type { VmFacts } from '#core/inventory.ts';
import type { VmSettings } from '#core/steps.ts';
import { parameterError } from '../machine/cmdletError.ts';
import type { Session } from '../session.ts';
import { isStatic, settingsDifferences } from './settings.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { presentVm, vmOf } from './vmOf.ts';

/** Processors, memory, firmware, TPM, actions, checkpoints and notes of a VM that is off. */
export const configureStep: Step<'configure'> = {
  reads: 'Get-VM',
  look: (computer, params) => {
    const vm = vmOf(computer, params.vm_id);
    if (vm === undefined) return ABSENT;
    return settingsDifferences(vm, params.settings).length === 0 ? DONE : PARTIAL;
  },
  act: async (session, { vm_id, settings }) => {
    const vm = presentVm(session.computer, vm_id);
    await session.run('Set-VMProcessor', {
      vm_id,
      count: settings.cpu_cores,
      expose_virtualization: settings.nested_virtualization,
    });
    await session.run('Set-VMMemory', memoryParams(vm_id, settings));
    if (vm.generation === 2) await setFirmware(session, vm_id, settings);
    await session.run('Set-VM', {
      vm_id,
      notes: settings.notes,
      automatic_start_action: oneOf(START_ACTIONS, settings.automatic_start_action),
      automatic_stop_action: oneOf(STOP_ACTIONS, settings.automatic_stop_action),
      checkpoint_type: oneOf(CHECKPOINT_TYPES, settings.checkpoint_type),
      automatic_checkpoints: false,
    });
  },
};

const START_ACTIONS: readonly VmFacts['automatic_start_action'][] = ['nothing', 'start_if_running', 'start'];
const STOP_ACTIONS: readonly VmFacts['automatic_stop_action'][] = ['shut_down', 'save', 'turn_off'];
const CHECKPOINT_TYPES: readonly VmFacts['checkpoint_type'][] = [
  'disabled',
  'production',
  'production_only',
  'standard',
];

function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((item) => item === value);
  if (found === undefined) throw parameterError('Set-VM', `'${value}' is none of ${known.join(', ')}.`);
  return found;
}

/** All bounds in one call: one after the other, a lower maximum could meet the old startup memory. */
function memoryParams(
  vmId: string,
  settings: VmSettings,
): { vm_id: string; dynamic: boolean; startup_mb: number; min_mb?: number; max_mb?: number } {
  const { ram_startup_mb: startup_mb, ram_min_mb: min_mb, ram_max_mb: max_mb } = settings;
  if (isStatic(settings)) return { vm_id: vmId, dynamic: false, startup_mb };
  return { vm_id: vmId, dynamic: true, startup_mb, min_mb, max_mb };
}

/** The template first: it cannot change once the TPM is there. */
async function setFirmware(session: Session, vmId: string, settings: VmSettings): Promise<void> {
  const vm = presentVm(session.computer, vmId);
  await session.run('Set-VMFirmware', { vm_id: vmId, secure_boot: settings.secure_boot });
  if (settings.tpm && !vm.tpm) {
    if (!vm.key_protector) await session.run('Set-VMKeyProtector', { vm_id: vmId });
    await session.run('Enable-VMTPM', { vm_id: vmId });
  }
  if (!settings.tpm && vm.tpm) await session.run('Disable-VMTPM', { vm_id: vmId });
}
