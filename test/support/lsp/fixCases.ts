import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const hostNames = ['none', 'fresh', '400 percent', 'networks'] as const;

/** What one fix does to a document. */
export interface FixCase {
  readonly name: string;
  readonly title: string;
  /** What the client asks for; null: whatever there is. */
  readonly only: string | null;
  readonly host: (typeof hostNames)[number];
  /** With a mark where the cursor is. */
  readonly before: string;
  readonly after: string;
}

const folder = join(import.meta.dirname, '../../fixtures/fixes');

/** Reads every case: `member: value` lines, then the document before and after. */
export function fixCases(): FixCase[] {
  return readdirSync(folder).map((file) => readCase(file));
}

function readCase(file: string): FixCase {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  const [head, before, after] = text.split(/^--- (?:before|after)\n/m);
  const members = Object.fromEntries((head ?? '').trim().split('\n').map(memberOf));
  const { title, host: wanted = 'none', only = null } = members as Record<string, string | undefined>;
  if (title === undefined || before === undefined || after === undefined)
    throw new Error(`${file} is incomplete`);
  const host = hostNames.find((one) => one === wanted);
  if (host === undefined) throw new Error(`${file}: host ${wanted}`);
  // The line break before a separator and at the end is the file's.
  return {
    name: file.replace('.txt', ''),
    title,
    only,
    host,
    before: before.slice(0, -1),
    after: after.slice(0, -1),
  };
}

function memberOf(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
