import type { Goal } from '../support/goals/goals.ts';
import type { Measured } from '../support/goals/measured.ts';
import type { Children } from './children.ts';

/** What a part of the long run gets. */
export interface PartContext {
  /** Root of the repository. */
  readonly root: string;
  /** A folder for what it writes; it stays, to be looked at. */
  readonly folder: string;
  readonly children: Children;
}

/** What a part found out. */
export interface PartResult {
  readonly lines: readonly Measured[];
  /** What went wrong beside a goal that was missed, in a line or more each; the part's goals are then missed. */
  readonly failures: readonly string[];
}

/** One piece of the long run. */
export interface Part {
  readonly name: string;
  /** What it says something about. */
  readonly goals: readonly Goal[];
  /**
   * `alone`: it measures times, nothing else runs meanwhile. `together`: beside others. `beside`: it mostly waits, and runs
   * at low priority from when the others may begin until they have ended, or longer.
   */
  readonly when: 'alone' | 'together' | 'beside';
  run(context: PartContext): Promise<PartResult>;
}

/** A part as it ended. */
export interface EndedPart extends PartResult {
  readonly part: Part;
  readonly seconds: number;
}
