import { DocumentDiagnosticReportKind, type DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Session } from '../../session.ts';
import { cancelled } from '../answer.ts';
import { diagnose } from './diagnose.ts';

/** Answers requests for diagnostics, and asks the client to come again when the host changes. */
export function answerPulls(session: Session): void {
  const { connection, documents, hostFacts, client } = session;
  connection.languages.diagnostics.on((params, token) => {
    if (token.isCancellationRequested) return cancelled();
    return report(session, params.textDocument.uri);
  });
  if (client.workspace?.diagnostics?.refreshSupport !== true) return;
  const refresh = async (): Promise<void> => {
    try {
      await connection.languages.diagnostics.refresh();
    } catch {
      // The client has gone or does not want to; nothing is lost.
    }
  };
  hostFacts.onChanged(() => {
    if (documents.uris.length > 0) void refresh();
  });
}

function report(session: Session, uri: string): DocumentDiagnosticReport {
  const document = session.documents.get(uri);
  const items = document === undefined ? [] : diagnose(session, document);
  return { kind: DocumentDiagnosticReportKind.Full, items };
}
