import type { Computer } from './computer.ts';
import type { MachineVm } from './model.ts';
import { isActive, phaseOf } from './power.ts';

/** Minimum and maximum that Hyper-V stores for a VM that nobody set them for: 512 MB and 1 TB. */
export const STORED_MEMORY = { min_mb: 512, max_mb: 1024 * 1024 } as const;

/**
 * Memory that a VM has now, in MB: its startup memory, and with dynamic memory, once its guest is up, what the guest
 * needs, which here is seven tenths of the startup memory within the bounds.
 */
export function assignedMb(computer: Computer, vm: MachineVm): number {
  if (!isActive(computer, vm)) return 0;
  const { dynamic, startup_mb: startup, min_mb: min, max_mb: max } = vm.memory;
  if (!dynamic || phaseOf(computer, vm) < 3) return startup;
  const demand = 2 * Math.round(startup * 0.35);
  return Math.min(max, Math.max(min, demand));
}

/** Memory that a VM could still be started with, in MB. */
export function availableMb(computer: Computer): number {
  const { memory_mb: total, memory_reserved_mb: reserved } = computer.state.host;
  let free = total - reserved;
  for (const vm of computer.state.vms.values()) free -= assignedMb(computer, vm);
  return Math.max(0, free);
}

/** Whether Hyper-V takes this amount: it works in pairs of MB. */
export function isAligned(mb: number): boolean {
  return Number.isInteger(mb) && mb % 2 === 0;
}

/** Most memory of a VM in MB: 1 TB on generation 1, 240 TB on generation 2 (Windows Server 2022 and 2025). */
export function memoryLimitMb(generation: 1 | 2): number {
  return (generation === 1 ? 1 : 240) * 1024 * 1024;
}
