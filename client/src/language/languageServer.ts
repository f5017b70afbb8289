import type { LogOutputChannel } from 'vscode';
import type { HostFactsParams, ProblemsAnswer } from '#schemas/generated/types.ts';

/** Where a language server stands. */
export type ServerState = 'stopped' | 'starting' | 'running' | 'failed';

export interface LanguageServerOptions {
  /** Path of the server's program. */
  readonly module: string;
  readonly output: LogOutputChannel;
  readonly onState: (state: ServerState) => void;
}

/** A running language server. */
export interface LanguageServer {
  /** Tells what is known of the host; null: there is none. */
  sendHostFacts(facts: HostFactsParams | null): Promise<void>;
  /** What is to be said of an open document. Rejects when it does not answer. */
  problems(uri: string): Promise<ProblemsAnswer>;
  stop(): Promise<void>;
}

/** The language server, whichever run of it there is. */
export interface LanguageService {
  state(): ServerState;
  /** Starts it where it does not run. Never rejects: a failure is a state, and told in the log. */
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Null while it does not run. */
  server(): LanguageServer | null;
  /** Calls back whenever the state has changed. */
  onState(listener: (state: ServerState) => void): void;
}

/** Makes the service; the client of the protocol is loaded with its first start. */
export function createLanguageService(options: Omit<LanguageServerOptions, 'onState'>): LanguageService {
  const listeners: ((state: ServerState) => void)[] = [];
  const live: { state: ServerState; server: LanguageServer | null; starting: Promise<void> | null } = {
    state: 'stopped',
    server: null,
    starting: null,
  };
  const become = (state: ServerState): void => {
    live.state = state;
    for (const listener of listeners) listener(state);
  };
  const begin = async (): Promise<void> => {
    become('starting');
    try {
      const { startClient } = await import('./startClient.ts');
      live.server = await startClient({
        ...options,
        // The client says that it runs before whoever asked for it has it in hand.
        onState: (state) => {
          if (live.server !== null) become(state);
        },
      });
      become('running');
    } catch (error) {
      options.output.error(
        'The language server cannot be started.',
        error instanceof Error ? error : String(error),
      );
      become('failed');
    }
  };
  const start = (): Promise<void> => {
    if (live.server !== null) return Promise.resolve();
    live.starting ??= begin().finally(() => (live.starting = null));
    return live.starting;
  };
  const stop = async (): Promise<void> => {
    await live.starting;
    const { server } = live;
    live.server = null;
    await server?.stop();
    become('stopped');
  };
  return {
    state: () => live.state,
    server: () => live.server,
    start,
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    onState: (listener) => {
      listeners.push(listener);
    },
  };
}
