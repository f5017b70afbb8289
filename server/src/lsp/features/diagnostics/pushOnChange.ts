import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Cancel } from '../../clock.ts';
import type { Session } from '../../session.ts';
import { diagnose } from './diagnose.ts';

/** Longest pause between a keystroke and its diagnostics that a slow document brings about, in milliseconds. */
const LONGEST_PAUSE_MS = 200;

/**
 * Sends diagnostics after each change. Keystrokes that come faster than a document can be checked are checked together:
 * the pause is twice what the last check took.
 */
export function pushOnChange(session: Session): void {
  const { connection, documents, hostFacts, clock } = session;
  const waiting = new Map<string, Cancel>();
  const costs = new Map<string, number>();

  const tell = async (params: PublishDiagnosticsParams): Promise<void> => {
    try {
      await connection.sendDiagnostics(params);
    } catch {
      // The client has gone, and nobody is there to be told.
    }
  };
  const push = (uri: string): void => {
    waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    const started = clock.monotonic();
    const diagnostics = diagnose(session, document);
    costs.set(uri, clock.monotonic() - started);
    void tell({ uri, version: document.version, diagnostics });
  };
  const soon = (uri: string): void => {
    waiting.get(uri)?.();
    const pause = Math.min(LONGEST_PAUSE_MS, 2 * (costs.get(uri) ?? 0));
    waiting.set(
      uri,
      clock.after(pause, () => push(uri)),
    );
  };

  documents.onChanged(soon);
  documents.onClosed((uri) => {
    waiting.get(uri)?.();
    waiting.delete(uri);
    costs.delete(uri);
    void tell({ uri, diagnostics: [] });
  });
  hostFacts.onChanged(() => documents.uris.forEach(soon));
}
