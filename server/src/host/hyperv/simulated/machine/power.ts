import type { VmFacts } from '#core/inventory.ts';
import type { Computer } from './computer.ts';
import type { MachineAdapter, MachineVm, Power, PowerState } from './model.ts';

/** The state that a VM is in now: a transition whose time is over has ended. */
export function stateOf(computer: Computer, vm: MachineVm): PowerState {
  const { state, until } = vm.power;
  if (state === 'Starting') return computer.now() >= until ? 'Running' : 'Starting';
  if (state === 'Stopping') return computer.now() >= until ? 'Off' : 'Stopping';
  return state;
}

/** Whether a VM holds its disks open and its memory. */
export function isActive(computer: Computer, vm: MachineVm): boolean {
  const state = stateOf(computer, vm);
  return state !== 'Off' && state !== 'Saved';
}

/**
 * How far a VM has come since it was started: 0 off, 1 in transition, 2 running, 3 heartbeat, 4 address. Between two
 * changes of the machine it only grows, except that a stopping VM falls to 0, which counts as 5 for the same reason.
 */
export function phaseOf(computer: Computer, vm: MachineVm): 0 | 1 | 2 | 3 | 4 | 5 {
  const state = stateOf(computer, vm);
  if (state === 'Off') return vm.power.state === 'Stopping' ? 5 : 0;
  if (state === 'Saved') return 0;
  if (state !== 'Running') return 1;
  const running = computer.now() - vm.power.started_at;
  if (running >= computer.times.address_ms) return 4;
  return running >= computer.times.heartbeat_ms ? 3 : 2;
}

/** What the guest's heartbeat service says. */
export function heartbeatOf(computer: Computer, vm: MachineVm): VmFacts['heartbeat'] {
  const phase = phaseOf(computer, vm);
  if (phase === 0 || phase === 5) return 'not_running';
  if (vm.power.silent === true) return 'no_contact';
  return phase >= 3 ? 'ok' : 'no_contact';
}

/** Name that the guest reports once its integration services run; null before, and where nobody gave it one. */
export function hostNameOf(computer: Computer, vm: MachineVm): string | null {
  return phaseOf(computer, vm) === 4 && vm.power.silent !== true ? (vm.guest?.hostname ?? null) : null;
}

/**
 * Addresses of the guest: empty until its integration services report them. The first is the one that the guest was told,
 * all others follow from the MAC addresses.
 */
export function addressesOf(
  computer: Computer,
  vm: MachineVm,
  adapters: readonly MachineAdapter[] = vm.adapters,
): readonly string[] {
  if (phaseOf(computer, vm) !== 4 || vm.power.silent === true) return [];
  return adapters
    .filter((adapter) => adapter.switch !== null)
    .map(({ adapter_id, mac_address: mac }) => {
      const fixed = adapter_id === vm.adapters[0]?.adapter_id ? vm.guest?.address : null;
      if (fixed != null) return fixed;
      const third = Number.parseInt(mac.slice(8, 10), 16);
      return `172.20.${String(third)}.${String(Number.parseInt(mac.slice(10, 12), 16))}`;
    });
}

/** Whole seconds since the VM was started; 0 when it does not run. */
export function uptimeOf(computer: Computer, vm: MachineVm): number {
  if (!isActive(computer, vm)) return 0;
  return Math.max(0, Math.floor((computer.now() - vm.power.started_at) / 1000));
}

/** A VM that begins to start. Its guest's time counts from the end of the transition. */
export function starting(computer: Computer): Power {
  const until = computer.now() + computer.times.starting_ms;
  return { state: 'Starting', until, started_at: until };
}

/** A VM that begins to stop, which takes `ms`. */
export function stopping(computer: Computer, vm: MachineVm, ms: number): Power {
  return { state: 'Stopping', until: computer.now() + ms, started_at: vm.power.started_at };
}

/** A VM that stays in a state. */
export function resting(state: PowerState, startedAt = 0): Power {
  return { state, until: 0, started_at: startedAt };
}
