import type { ErrorEntry } from '../../schemas/errors/errorEntry.ts';
import { errorCatalogue } from '../../schemas/errors.ts';
import { code, pageBanner } from './markdown.ts';

const groupWords = {
  request: 'Answers a request',
  document:
    'A problem of a document, in the `errors` of `invalid_request`, on the command line and in an editor',
  job: 'Why a VM of a job failed',
} as const;

/** The page of all error codes: one heading for each code, its anchor being the code. */
export function errorsPage(): string {
  const byCode = new Map<string, string[]>();
  for (const group of ['request', 'document', 'job'] as const) {
    const entries: Readonly<Record<string, ErrorEntry>> = errorCatalogue[group];
    for (const [name, entry] of Object.entries(entries)) {
      byCode.set(name, [...(byCode.get(name) ?? []), paragraph(groupWords[group], entry)]);
    }
  }
  const codes = [...byCode].sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = codes.map(([name, parts]) => `## ${name}\n\n${parts.join('\n\n')}`);
  const index = codes.map(([name]) => `[${name}](#${name})`).join(' · ');
  const intro =
    'Every error carries a stable code, a message that names the values, and a hint. The codes, what they mean and what to do:';
  return `${pageBanner}\n\n# Errors\n\n${intro}\n\n${index}\n\n${sections.join('\n\n')}\n`;
}

function paragraph(where: string, { http, summary, hint }: ErrorEntry): string {
  const status = http === undefined ? '' : ` (HTTP ${code(String(http))})`;
  return `${summary}\n\n- Where: ${where}${status}.\n- What to do: ${hint}`;
}
