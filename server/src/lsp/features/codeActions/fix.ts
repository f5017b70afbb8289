import type { Node } from 'jsonc-parser';
import type { Problem } from '#core/problem.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { Change } from '#shared/edit/change.ts';
import type { KnownHost } from '../../hostFacts/hostFacts.ts';

/** One way to mend a problem. */
export interface Fix {
  /** What is done, for people. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** The one that is most likely wanted. */
  readonly preferred?: boolean;
  /** Nobody could want anything else: may be done on saving, without being looked at. */
  readonly safe?: boolean;
}

/** What a fixer looks at beside the problem. */
export interface FixContext {
  readonly document: SpecDocument;
  readonly host: KnownHost | null;
  /** The value at a JSON pointer. */
  readonly node: (pointer: string) => Node | undefined;
  /** What JSON.parse makes of the value at a JSON pointer. */
  readonly value: (pointer: string) => unknown;
}

/** Finds the fixes of a problem of one code; none when it cannot be mended by rule. */
export type Fixer = (problem: Problem, context: FixContext) => readonly Fix[];
