import {
  createConnection,
  createProtocolConnection,
  type Connection,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
} from 'vscode-languageserver';
import { cancelled } from './features/answer.ts';

/** What the end of a connection means to whoever runs the server. */
export interface Lifecycle {
  /** The client has said who it is; its process is null when it tells none. */
  started(clientProcess: number | null): void;
  /** The client wants the server gone: 0 after a `shutdown`, else 1. */
  exit(code: number): void;
}

/** A connection on any pair of streams. A request that is taken back before its turn is answered at once. */
export function openConnection(
  reader: MessageReader,
  writer: MessageWriter,
  lifecycle: Lifecycle,
): Connection {
  const connectionStrategy = {
    cancelUndispatched: (): ResponseMessage => ({ jsonrpc: '2.0', id: null, error: cancelled().toJson() }),
  };
  const watchDog = {
    shutdownReceived: false,
    initialize: ({ processId }: { readonly processId: number | null }) => {
      lifecycle.started(processId);
    },
    exit: (code: number) => {
      lifecycle.exit(code);
    },
  };
  return createConnection(
    (logger) => createProtocolConnection(reader, writer, logger, { connectionStrategy }),
    watchDog,
  );
}
