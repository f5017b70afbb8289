import { wordsOf } from './actions/actionTable.ts';
import type { Step } from './step.ts';

/** A plan for people: every step in its order, with every command that it would run and what takes it back. */
export function renderPlan(steps: readonly Step[]): string {
  return steps.map((step, index) => renderStep(step, index + 1)).join('\n\n');
}

function renderStep({ title, why, acts, undo, undoOnlyIf }: Step, number: number): string {
  const lines = (actions: Step['acts']): string[] => actions.flatMap(wordsOf).map((line) => `      ${line}`);
  const back =
    undo.length === 0
      ? []
      : [
          '    should it, or a later step, fail:',
          ...lines(undoOnlyIf === undefined ? undo : [undoOnlyIf, ...undo]),
        ];
  return [`${String(number).padStart(2)}. ${title}`, `    ${why}`, ...lines(acts), ...back].join('\n');
}
