import { html, nothing, type TemplateResult } from 'lit';
import type { View } from './context.ts';

/** What is wrong with a value. Where all is well, the id by which its control is described is empty. */
export interface ShownProblem {
  readonly id: string;
  readonly text: TemplateResult | typeof nothing;
  readonly isError: boolean;
}

/** The problem that is told at a pointer, beside the control with an id. */
export function problemAt({ state, say }: View, pointer: string | null, controlId: string): ShownProblem {
  const problem = pointer === null ? undefined : state.problems.byField.get(pointer);
  if (problem === undefined) return { id: '', text: nothing, isError: false };
  const id = `${controlId}-problem`;
  const words = { error: say('Error:'), warning: say('Warning:'), information: say('Note:') };
  const text = html`<p class="problem ${problem.severity}" id=${id}>
    <span class="unseen">${words[problem.severity]} </span>${problem.message}
  </p>`;
  return { id, text, isError: problem.severity === 'error' };
}
