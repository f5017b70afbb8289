import type { ScriptFacts } from './scriptFacts.ts';

/** What is wrong in a script, and which rule says so. */
export interface Problem {
  readonly rule: RuleName;
  readonly line: number;
  readonly text: string;
}

/** Names of all rules. */
export type RuleName =
  | 'parse'
  | 'ascii'
  | 'syntax'
  | 'type'
  | 'command'
  | 'parameter'
  | 'prefix'
  | 'forbidden'
  | 'dynamic'
  | 'by-name'
  | 'positional'
  | 'prompt'
  | 'localised'
  | 'function';

/** One script with its bytes as text, and the functions that all scripts may call. */
export interface ScriptCase {
  readonly facts: ScriptFacts;
  readonly text: string;
  readonly functions: ReadonlyMap<string, readonly string[]>;
}

/** Looks for one kind of mistake. */
export type Rule = (script: ScriptCase) => readonly Problem[];
