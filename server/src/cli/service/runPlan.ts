import { Interrupted } from '../failure.ts';
import { perform, wordsOf } from './actions/actionTable.ts';
import type { Action, Step } from './step.ts';
import type { World } from './world.ts';

/** Told how a plan goes on. */
export interface Progress {
  begun(step: Step, number: number, of: number): void;
  /** A step that is not needed failed. */
  warned(step: Step, error: unknown): void;
  undoing(step: Step): void;
}

/** A plan that failed. */
export interface PlanFailure {
  readonly step: Step;
  readonly error: unknown;
  /** What could not be taken back, each with the reason. */
  readonly left: readonly string[];
}

/**
 * Carries out the steps in order. When one fails, or somebody presses Ctrl-C, it and those before it are
 * taken back, the last one first. Answers null when all is done.
 */
export async function runPlan(
  steps: readonly Step[],
  world: World,
  progress: Progress,
): Promise<PlanFailure | null> {
  for (const [index, step] of steps.entries()) {
    progress.begun(step, index + 1, steps.length);
    try {
      for (const action of step.acts) {
        if (world.interrupted()) throw new Interrupted();
        await perform(action, world);
      }
    } catch (error) {
      if (step.optional === true) progress.warned(step, error);
      else return { step, error, left: await undo(steps.slice(0, index + 1), world, progress) };
    }
  }
  return null;
}

async function undo(steps: readonly Step[], world: World, progress: Progress): Promise<string[]> {
  const left: string[] = [];
  // Whatever made it necessary, it is done to its end.
  const calm: World = { ...world, interrupted: () => false };
  for (const step of steps.toReversed()) {
    if (step.undo.length === 0) continue;
    progress.undoing(step);
    const refused = step.undoOnlyIf === undefined ? [] : await attempt(step.undoOnlyIf, calm);
    left.push(...refused);
    if (refused.length > 0) continue;
    for (const action of step.undo) left.push(...(await attempt(action, calm)));
  }
  return left;
}

async function attempt(action: Action, world: World): Promise<string[]> {
  try {
    await perform(action, world);
    return [];
  } catch (error) {
    return [`${wordsOf(action)[0] ?? ''}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
