import type { Question } from './question.ts';

/** A value that can be written, and what there is to say about it. */
export interface Value {
  readonly json: string | number | boolean;
  /** A few words beside it. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
}

/** Values for the member at a JSON pointer, the most sensible first. */
export type ValueSource = (question: Question, pointer: string) => readonly Value[];
