import type { VmSettings } from '#core/steps.ts';
import type { MachineVm } from '../machine/model.ts';

/** Whether memory settings mean static memory: minimum, startup and maximum are one. */
export function isStatic(settings: VmSettings): boolean {
  return settings.ram_min_mb === settings.ram_startup_mb && settings.ram_max_mb === settings.ram_startup_mb;
}

/** What of a VM is not as its settings say, for people; empty when all of it is. */
export function settingsDifferences(vm: MachineVm, settings: VmSettings): readonly string[] {
  const fixed = isStatic(settings);
  const facts: readonly (readonly [string, unknown, unknown])[] = [
    ['generation', vm.generation, settings.generation],
    ['vCPU', vm.cpu_cores, settings.cpu_cores],
    ['nested virtualization', vm.nested_virtualization, settings.nested_virtualization],
    ['dynamic memory', vm.memory.dynamic, !fixed],
    ['startup memory', vm.memory.startup_mb, settings.ram_startup_mb],
    ['minimum memory', fixed ? null : vm.memory.min_mb, fixed ? null : settings.ram_min_mb],
    ['maximum memory', fixed ? null : vm.memory.max_mb, fixed ? null : settings.ram_max_mb],
    ['automatic start', vm.automatic_start_action, settings.automatic_start_action],
    ['automatic stop', vm.automatic_stop_action, settings.automatic_stop_action],
    ['checkpoints', vm.checkpoint_type, settings.checkpoint_type],
    ['automatic checkpoints', vm.automatic_checkpoints, false],
    ['TPM', vm.tpm, settings.tpm],
    ['notes', vm.notes, settings.notes],
    ...secureBootFacts(vm, settings),
  ];
  return facts
    .filter(([, is, wanted]) => is !== wanted)
    .map(([name, is, wanted]) => `${name}: ${String(is)} instead of ${String(wanted)}`);
}

function secureBootFacts(
  vm: MachineVm,
  settings: VmSettings,
): readonly (readonly [string, unknown, unknown])[] {
  if (vm.secure_boot === null) return [];
  const { enabled, template } = settings.secure_boot;
  return [
    ['secure boot', vm.secure_boot.enabled, enabled],
    ['secure boot template', vm.secure_boot.template, template],
  ];
}
