import ts from 'typescript';

/** A file under test, parsed. Its path is from the root of the repository, with `/`. */
export interface ParsedFile {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** What a rule found: a file, what is wrong with it and what to do. */
export interface Violation {
  readonly path: string;
  readonly message: string;
}

/** A rule over the whole set of files. */
export type Rule = (files: readonly ParsedFile[]) => readonly Violation[];

/** Parses a text as the file of that path. */
export function parseFile(path: string, text: string): ParsedFile {
  return { path, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2024, true) };
}

/** Line of a position, counted from 1. */
export function lineOf({ tree }: ParsedFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}
