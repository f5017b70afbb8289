import type { Random } from '../../../ports.ts';
import type { MachineState } from './machineState.ts';
import type { MachineChange } from './model.ts';

/** How long a VM takes to change state, in milliseconds, already scaled by the speed of the simulation. */
export interface TransitionTimes {
  readonly starting_ms: number;
  readonly shutting_down_ms: number;
  readonly turning_off_ms: number;
  /** From Running to the first heartbeat. */
  readonly heartbeat_ms: number;
  /** From Running to the first address. */
  readonly address_ms: number;
}

/** The simulated computer that cmdlets work on. */
export interface Computer {
  readonly state: MachineState;
  readonly times: TransitionTimes;
  readonly random: Random;
  /** The machine's own clock in milliseconds: it never goes back, not even over a restart of our process. */
  now(): number;
  /** Writes a change down, then makes it. */
  commit(change: MachineChange): void;
}
