import { pathToFileURL } from 'node:url';
import { documentationAnchor } from '#schemas/errors.ts';
import { documentErrors } from '#schemas/errors/document.ts';
import type { CheckedFile, PlacedProblem } from '../spec/checkSpec.ts';

function uri(file: string): string {
  if (file === '<stdin>') return 'stdin';
  const absolute = /^([a-z]:)?[\\/]/i.test(file);
  if (absolute) return pathToFileURL(file).href;
  return file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}

function ruleText(code: string): { readonly summary: string; readonly hint: string } {
  const entries: Readonly<Record<string, { readonly summary: string; readonly hint: string }>> =
    documentErrors;
  return (Object.hasOwn(entries, code) ? entries[code] : undefined) ?? { summary: code, hint: '' };
}

function result(problem: PlacedProblem, ruleIndex: number): object {
  const { start, end } = problem;
  return {
    ruleId: problem.code,
    ruleIndex,
    level: problem.severity === 'information' ? 'note' : problem.severity,
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri(problem.file) },
          region: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
        },
        logicalLocations: [{ name: problem.parameter, fullyQualifiedName: problem.pointer, kind: 'member' }],
      },
    ],
  };
}

/** The problems as a SARIF 2.1.0 log, which code scanning services and editors read. */
export function sarifLog(files: readonly CheckedFile[], version: string): object {
  const problems = files.flatMap((file) => file.problems);
  const codes = [...new Set(problems.map((problem) => problem.code))];
  const rules = codes.map((code) => {
    const { summary, hint } = ruleText(code);
    return {
      id: code,
      shortDescription: { text: summary },
      ...(hint === '' ? {} : { help: { text: hint } }),
      properties: { documentation: documentationAnchor(code) },
    };
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'vmspec', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => result(problem, codes.indexOf(problem.code))),
      },
    ],
  };
}
