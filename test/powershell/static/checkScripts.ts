import { readFileSync } from 'node:fs';
import { commandRules } from './commandRules.ts';
import type { Problem, Rule } from './problem.ts';
import { parseScripts } from './readScripts.ts';
import { safetyRules } from './safetyRules.ts';
import type { ScriptFacts } from './scriptFacts.ts';
import { syntaxRules } from './syntaxRules.ts';

const RULES: readonly Rule[] = [...syntaxRules, ...commandRules, ...safetyRules];

/** A problem with the script that it is in. */
export interface FoundProblem extends Problem {
  readonly path: string;
}

/** Functions that scripts define, with their parameters. */
export function functionsOf(scripts: readonly ScriptFacts[]): ReadonlyMap<string, readonly string[]> {
  return new Map(scripts.flatMap(({ functions }) => functions).map((item) => [item.name, item.parameters]));
}

/** Checks scripts by every rule; each may call the functions of all. */
export function checkScripts(
  paths: readonly string[],
  scripts: readonly ScriptFacts[] = parseScripts(paths),
): readonly FoundProblem[] {
  const functions = functionsOf(scripts);
  return scripts.flatMap((facts) => {
    const text = readFileSync(facts.path, 'latin1');
    return RULES.flatMap((rule) => rule({ facts, text, functions })).map((problem) => ({
      ...problem,
      path: facts.path,
    }));
  });
}
