import { readBytes } from '#core/bytes.ts';
import { readSpec } from '#core/readSpec.ts';
import { lineIndex, type Place } from './lineIndex.ts';
import type { SpecFile } from './specFile.ts';

const beginning: Place = { line: 1, column: 1 };

/** What a host tells of a problem's place. */
interface Pointed {
  readonly pointer: string;
  readonly code: string;
}

/** Finds the places in a file of problems that the host tells; the same that checking the file would name. */
export function problemPlaces(file: SpecFile): (problem: Pointed) => Place {
  const bytes = readBytes(file.bytes);
  if (!bytes.ok) return () => beginning;
  const { tree, locate, problems } = readSpec(bytes.text);
  const places = lineIndex(bytes.text);
  // Of a text that is not JSON there is one place to tell: where it breaks off.
  if (tree === null) return () => places(problems[0]?.range.offset ?? 0);
  return ({ pointer, code }) => {
    const own = problems.find((problem) => problem.pointer === pointer && problem.code === code);
    return places((own?.range ?? locate(pointer)).offset);
  };
}
