import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import type { ProblemCode } from '#schemas/errors.ts';
import type { Problem } from '#core/problem.ts';
import type { SpecDocument } from '../documents/specDocument.ts';

/** Who says it, as editors show it. */
export const SOURCE = 'vmspec';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** Codes of what has no effect and can go: editors fade it. */
const unnecessary: ReadonlySet<ProblemCode> = new Set(['unknown_member', 'guest_secret', 'duplicate_key']);

/** A problem as the protocol has it. */
export function toDiagnostic(
  problem: Problem,
  document: SpecDocument,
  documentation: string | null,
): Diagnostic {
  const { code, severity, message, range, related, pointer } = problem;
  return {
    range: document.rangeOf(range),
    severity: severities[severity],
    code,
    ...(documentation === null ? {} : { codeDescription: { href: `${documentation}#${code}` } }),
    source: SOURCE,
    message,
    ...(unnecessary.has(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related === undefined
      ? {}
      : { relatedInformation: related.map((place) => toRelated(place, document)) }),
    data: { pointer },
  };
}

function toRelated(
  { message, range }: NonNullable<Problem['related']>[number],
  document: SpecDocument,
): DiagnosticRelatedInformation {
  return { message, location: { uri: document.uri, range: document.rangeOf(range) } };
}
