import type { Fixer } from '../fix.ts';
import { entryOf, given, likely, memberOf, removed } from './parts.ts';

/** Makes the VM one of generation 2. */
export const generationTwo: Fixer = ({ pointer }, context) =>
  given(context, entryOf(pointer), { generation: 2 }, 'Use generation 2', likely);

/** Makes the VM one of generation 1. */
export const generationOne: Fixer = ({ pointer }, context) =>
  given(context, entryOf(pointer), { generation: 1 }, 'Use generation 1', likely);

/** Does without what only generation 2 has, or uses that. */
export const withoutOrTwo: Fixer = (problem, context) => [
  ...removed(context, problem.pointer, `Remove ${memberOf(problem.pointer)}`, likely),
  ...given(context, entryOf(problem.pointer), { generation: 2 }, 'Use generation 2'),
];
