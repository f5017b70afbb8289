import { appendFileSync } from 'node:fs';
import type { Goal } from './goals.ts';

/** What a run measured of a goal. */
export interface Measured {
  readonly goal: Goal;
  /** What was tried and how much of it, such as `1,000 histories, seed 7`. */
  readonly tried: string;
  /** What came out, such as `0 over-commitments`. */
  readonly result: string;
  readonly reached: boolean;
}

/** Writes down what was measured, for the table of the long run; nothing in a usual run. */
export function measured(line: Measured): void {
  const file = process.env['VMSPEC_GOALS_FILE'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
