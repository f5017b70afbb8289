import type { ParsedFile, Rule } from './sourceFile.ts';

/** Lines from which a file is named. */
export const NOTED_LINES = 300;
/** Lines that no file exceeds. */
export const MOST_LINES = 500;

/** No file is longer than a person reads in one go. */
export const filesAreShort: Rule = (files) => longerThan(files, MOST_LINES);

/** Files that are on their way there. */
export const filesGrowingLong: Rule = (files) => longerThan(files, NOTED_LINES);

function longerThan(files: readonly ParsedFile[], most: number): ReturnType<Rule> {
  return files.flatMap(({ path, tree }) => {
    const lines = tree.text.split('\n').length - 1;
    return lines > most
      ? [{ path, message: `has ${lines} lines, more than ${most}: split it by concept` }]
      : [];
  });
}
