import { importsOf } from './imports.ts';
import type { ParsedFile, Rule } from './sourceFile.ts';

/**
 * No file imports itself through others. Imports of types do not count, nor those that are loaded when asked for: they
 * order nothing, and a table of lazily loaded commands would lead to everything.
 */
export const noImportCycles: Rule = (files) => {
  const edges = new Map(files.map((file) => [file.path, targetsAtStart(file)] as const));
  const done = new Set<string>();
  const found: { path: string; message: string }[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0)
      found.push({ path, message: `imports itself: ${[...trail.slice(start), path].join(' -> ')}` });
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
};

function targetsAtStart(file: ParsedFile): string[] {
  return importsOf(file).flatMap(({ to, typeOnly, lazy }) =>
    'file' in to && !typeOnly && !lazy ? [to.file] : [],
  );
}
