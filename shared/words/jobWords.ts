import type { JobKind, JobVm } from '#schemas/generated/types.ts';

/** What has happened to a VM when a job of this kind is done. */
export function doneWord(kind: JobKind): string {
  switch (kind) {
    case 'provision':
      return 'created';
    case 'start':
      return 'started';
    case 'stop':
      return 'stopped';
    case 'restart':
      return 'restarted';
    case 'delete':
      return 'deleted';
  }
}

/** What a job of this kind is doing. */
export function doingWord(kind: JobKind): string {
  switch (kind) {
    case 'provision':
      return 'Creating';
    case 'start':
      return 'Starting';
    case 'stop':
      return 'Stopping';
    case 'restart':
      return 'Restarting';
    case 'delete':
      return 'Deleting';
  }
}

const steps: Readonly<Record<string, string>> = {
  template: 'checking the template',
  disk: 'making the system disk',
  vm: 'creating the VM',
  configure: 'setting memory and processors',
  network: 'connecting the network',
  seed: 'writing the settings of the guest',
  storage: 'attaching the disks',
  start: 'starting',
  verify: 'checking the result',
  guest: 'waiting for the guest',
  stop: 'stopping',
  remove_vm: 'removing the VM',
  remove_files: 'removing its files',
};

const waits: Readonly<Record<string, string>> = {
  busy: 'Hyper-V is busy',
  unknown_outcome: 'finding out how far it got',
};

/** What a job does to a VM in a step, in words. */
export function stepWords(name: string | null): string {
  if (name === null) return 'at work';
  return Object.hasOwn(steps, name) ? (steps[name] ?? name) : name;
}

/** Why a step does not move on, in words. */
export function waitWords(name: string): string {
  return Object.hasOwn(waits, name) ? (waits[name] ?? name) : name;
}

function failedState(vm: JobVm): string {
  if (vm.rollback === 'running') return 'failed, being undone';
  if (vm.error?.code === 'cancelled') return 'cancelled';
  return vm.rollback === 'incomplete' ? 'failed, something is left' : 'failed';
}

/** What the guest of a new VM does, in words; null: nothing that is worth a word. `address`: where it is reached. */
export function guestWords({ guest }: Pick<JobVm, 'guest'>, address: string | null = null): string | null {
  switch (guest) {
    case 'waiting':
      return stepWords('guest');
    case 'ready':
      return address === null ? 'ready' : `ready (${address})`;
    case 'no_answer':
      return 'no answer from the guest';
    default:
      return null;
  }
}

/** Where a VM of a job stands, in a few words. `address`: where its guest is reached, if that is known. */
export function vmState(kind: JobKind, vm: JobVm, address: string | null = null): string {
  switch (vm.status) {
    case 'Submitted':
      return 'waiting';
    case 'Success':
      return [doneWord(kind), guestWords(vm, address)].filter((words) => words !== null).join(', ');
    case 'Failed':
      return failedState(vm);
    case 'Provisioning': {
      if (vm.rollback === 'running') return 'being undone';
      const wait = vm.waiting_for;
      if (wait === null) return stepWords(vm.step);
      return `${stepWords(vm.step)} (${waitWords(wait)})`;
    }
  }
}
