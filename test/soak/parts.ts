import { auditPart } from './auditPart.ts';
import { figureParts } from './figurePart.ts';
import { goalTests } from './goalTests.ts';
import { mochaPart } from './mochaPart.ts';
import { isInEditor, editorPart } from './editorPart.ts';
import { mutationPart } from './mutationPart.ts';
import type { SoakOptions } from './options.ts';
import type { Part } from './part.ts';

/** Everything that says something about the goals that were asked for. */
export function partsFor(root: string, options: SoakOptions): Part[] {
  const wanted = new Set(options.goals);
  const tests = goalTests(root)
    .map(({ file, goals }) => ({ file, goals: goals.filter((goal) => wanted.has(goal)) }))
    .filter(({ goals }) => goals.length > 0);
  const inEditor = tests.filter(isInEditor);
  const all = [
    ...figureParts().filter(({ goals }) => goals.some((goal) => wanted.has(goal))),
    ...(inEditor.length > 0 ? [editorPart(inEditor)] : []),
    // It takes longest, so it begins first.
    ...(wanted.has('G1') ? [mutationPart] : []),
    ...(wanted.has('S5') ? [auditPart] : []),
    ...tests.filter((one) => !isInEditor(one)).map((one) => mochaPart(one, options)),
  ];
  return options.parts.length === 0
    ? all
    : all.filter(({ name }) => options.parts.some((text) => name.includes(text)));
}
