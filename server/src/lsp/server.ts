import {
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { InitializationOptions } from '#schemas/generated/validators.js';
import type { Clock } from './clock.ts';
import { followDocuments } from './documents/specDocuments.ts';
import { features } from './features/registry.ts';
import { followHostFacts } from './hostFacts/hostFacts.ts';
import type { Session } from './session.ts';
import { followSettings } from './settings/settings.ts';

/** What a server stands on. */
export interface Runtime {
  readonly clock: Clock;
  /** Address of the page of error codes, unless the client names another. */
  readonly documentation: string | null;
}

/** Serves one client on a connection. Nothing is shared between two servers of a process. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = followDocuments(connection);
  const hostFacts = followHostFacts(connection, runtime.clock);
  connection.onInitialize((params): InitializeResult => {
    const session: Session = {
      connection,
      client: params.capabilities,
      documents,
      hostFacts,
      settings: followSettings(connection, params.capabilities),
      clock: runtime.clock,
      documentation: documentationOf(params) ?? runtime.documentation,
    };
    for (const feature of features) feature.register(session);
    const told = features.map((feature) => feature.capabilities(params.capabilities));
    const capabilities = told.reduce((all, one) => ({ ...all, ...one }), ownCapabilities());
    return { capabilities, serverInfo: { name: 'vmspec' } };
  });
  connection.listen();
}

function ownCapabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** Options that are not what the schema says are of no effect. */
function documentationOf({ initializationOptions }: InitializeParams): string | undefined {
  return InitializationOptions(initializationOptions) ? initializationOptions.documentation : undefined;
}
