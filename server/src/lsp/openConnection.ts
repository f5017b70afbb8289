import {
  createConnection,
  createProtocolConnection,
  type Connection,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';

/** What the end of a connection means to whoever runs the server. */
export interface Lifecycle {
  /** The client has said who it is; its process is null when it tells none. */
  started(clientProcess: number | null): void;
  /** The client wants the server gone: 0 after a `shutdown`, else 1. */
  exit(code: number): void;
}

/** A connection on any pair of streams. */
export function openConnection(
  reader: MessageReader,
  writer: MessageWriter,
  lifecycle: Lifecycle,
): Connection {
  const watchDog = {
    shutdownReceived: false,
    initialize: ({ processId }: { readonly processId: number | null }) => {
      lifecycle.started(processId);
    },
    exit: (code: number) => {
      lifecycle.exit(code);
    },
  };
  return createConnection((logger) => createProtocolConnection(reader, writer, logger), watchDog);
}
