import type { DriverStep, StepOutput, StepParams } from '#core/steps.ts';
import type { Operation } from '../latency.ts';
import type { Computer } from '../machine/computer.ts';
import type { Session } from '../session.ts';

/** What a look says about a step's effect. */
export type Look<K extends DriverStep> =
  { readonly state: 'done'; readonly output: StepOutput[K] } | { readonly state: 'absent' | 'partial' };

/** Folders that the driver was configured with. */
export interface Folders {
  readonly template_roots: readonly string[];
  readonly vm_folders: readonly string[];
}

/** One kind of step: how to see its effect, and how to bring it about. `act` throws `CmdletError`. */
export interface Step<K extends DriverStep> {
  /** The cmdlet that the look costs. */
  readonly reads: Operation;
  /** `acted`: it is the look after the act. */
  look(computer: Computer, params: StepParams[K], folders: Folders, acted?: boolean): Look<K>;
  act(session: Session, params: StepParams[K], folders: Folders): Promise<void>;
}

/** The effect of a step that tells nothing is there. */
export const DONE = { state: 'done', output: {} } as const;
/** Nothing of it is there. */
export const ABSENT = { state: 'absent' } as const;
/** Something of it is there. */
export const PARTIAL = { state: 'partial' } as const;
