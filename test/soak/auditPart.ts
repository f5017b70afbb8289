import { join } from 'node:path';
import type { Measured } from '../support/goals/measured.ts';
import type { ProgramEnd } from './children.ts';
import type { Part } from './part.ts';

/** What is read of the answer of `npm audit --json`. */
interface Audit {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly metadata?: { readonly vulnerabilities: Readonly<Record<string, number>> };
}

/** Asks the registry for known weaknesses of what runs at a user. No answer is told as such: it is no clean bill. */
export const auditPart: Part = {
  name: 'npm audit',
  goals: ['S5'],
  when: 'together',
  run: async ({ root, folder, children }) => {
    const npm = process.env['npm_execpath'];
    const byNode = npm?.endsWith('.js') === true;
    const args = ['audit', '--omit=dev', '--json'];
    const end = await children.run({
      file: byNode ? process.execPath : 'npm',
      argv: byNode ? [npm, ...args] : args,
      cwd: root,
      log: join(folder, 'output.txt'),
      minutes: 5,
    });
    return { lines: [lineOf(end)], failures: [] };
  },
};

function lineOf({ output }: ProgramEnd): Measured {
  const tried = 'npm audit --omit=dev';
  const audit = readAudit(output);
  const found = audit?.metadata?.vulnerabilities;
  if (found === undefined) {
    const refusal = /\b[45]\d\d [A-Z][A-Za-z ]+/.exec(output)?.[0].trim();
    const said = [audit?.error?.summary, audit?.message, refusal].find(
      (text) => text !== undefined && text !== '',
    );
    // Which registry was asked is of this computer and of no interest.
    const why = (said ?? 'no answer that can be read').replaceAll(/\s*-?\s*\w* ?https?:\/\/\S+/g, '');
    return { goal: 'S5', tried, result: `not known: the registry does not tell (${why})`, reached: false };
  }
  const bad = (found['high'] ?? 0) + (found['critical'] ?? 0);
  const result = `${bad} high advisories, ${found['total'] ?? 0} in all`;
  return { goal: 'S5', tried, result, reached: bad === 0 };
}

/** The JSON among warnings that npm prints before it. */
function readAudit(output: string): Audit | null {
  const start = output.search(/^\{/m);
  const end = output.lastIndexOf('}');
  if (start < 0 || end < start) return null;
  try {
    return JSON.parse(output.slice(start, end + 1)) as Audit;
  } catch {
    return null;
  }
}
