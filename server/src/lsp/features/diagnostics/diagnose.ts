import type { Diagnostic } from 'vscode-languageserver';
import { toDiagnostic } from '../../convert/toDiagnostic.ts';
import type { SpecDocument } from '../../documents/specDocument.ts';
import type { Session } from '../../session.ts';
import { problemsOf } from '../../convert/problemsOf.ts';

/** All that is to be said of a document now. */
export function diagnose(session: Session, document: SpecDocument): Diagnostic[] {
  return problemsOf(document, session.hostFacts.current()).map((problem) =>
    toDiagnostic(problem, document, session.documentation),
  );
}
