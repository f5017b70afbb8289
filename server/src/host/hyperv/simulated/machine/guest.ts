import { readSeed } from '#core/guest/readSeed.ts';
import { bytesOf } from './binaryFile.ts';
import type { Computer } from './computer.ts';
import type { MachineGuest, MachineVm } from './model.ts';
import { fileAt } from './storage.ts';

/**
 * What the guest of a VM is once it has booted: it reads the disk in its DVD drive as cloud-init does, and goes by what it
 * has read before when that disk is gone, or is of the instance that it is already.
 */
export function bootedGuest(computer: Computer, vm: MachineVm): MachineGuest | undefined {
  const path = vm.drives.find((drive) => drive.kind === 'dvd' && drive.path !== null)?.path ?? null;
  const file = path === null ? undefined : fileAt(computer, path);
  const seed = file?.kind === 'binary' ? readSeed(bytesOf(file)) : null;
  return seed === null || seed.instance === vm.guest?.instance ? vm.guest : seed;
}
