import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '#core/problem.ts';

/** A problem as the corpus expects it. */
export interface ExpectedProblem {
  readonly code: string;
  readonly pointer: string;
  readonly severity: Severity;
}

/** A document of the corpus and what every door says to it. */
export interface CorpusDocument {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly expected: readonly ExpectedProblem[];
}

const folder = join(import.meta.dirname, '../fixtures/documents');
const ending = '.vmspec.json';

/** The corpus: `NAME.vmspec.json` with `NAME.expect.json` beside it, where a problem without severity is an error. */
export function corpus(): CorpusDocument[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => readCorpusDocument(file.slice(0, -ending.length)));
}

function readCorpusDocument(name: string): CorpusDocument {
  const path = join(folder, name + ending);
  const bytes = readFileSync(path);
  const expected = JSON.parse(readFileSync(join(folder, `${name}.expect.json`), 'utf8')) as readonly (Omit<
    ExpectedProblem,
    'severity'
  > &
    Partial<ExpectedProblem>)[];
  return {
    name,
    path,
    bytes,
    text: bytes.toString('utf8'),
    expected: expected.map(({ code, pointer, severity = 'error' }) => ({ code, pointer, severity })),
  };
}
