import { checkAgainstFacts } from '#core/hostFacts/checkAgainstFacts.ts';
import { mergeProblems } from '#core/mergeProblems.ts';
import type { Problem } from '#core/problem.ts';
import type { SpecDocument } from '../documents/specDocument.ts';
import type { KnownHost } from '../hostFacts/hostFacts.ts';
import { sayHost } from '../hostFacts/sayHost.ts';

/**
 * Problems of a document, in document order: its own, and what the host would say to the VMs that can be read. One for
 * each value; the document's own come first.
 */
export function problemsOf({ reading }: SpecDocument, host: KnownHost | null): readonly Problem[] {
  const { problems, readable, locate } = reading;
  if (host === null || readable.length === 0) return problems;
  const ofHost = checkAgainstFacts(readable, host.facts, locate).map((problem) => sayHost(problem, host));
  return mergeProblems([...problems, ...ofHost]).problems;
}
