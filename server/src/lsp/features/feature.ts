import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.ts';

/** One thing that the server does for an editor: what it tells the client, and the handlers behind it. */
export interface Feature {
  /** What is told in the answer to `initialize`, given what the client can do. */
  capabilities(client: ClientCapabilities): ServerCapabilities;
  /** Adds the handlers. Called once, before the answer to `initialize` goes out. */
  register(session: Session): void;
}
