import type { Problem } from '#core/problem.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';

/** Problems of a document, in document order. */
export function problemsOf({ reading }: SpecDocument): readonly Problem[] {
  return reading.problems;
}
