import type { Readable, Writable } from 'node:stream';
import type { Environment } from '#shared/host/dataDirectory.ts';

/** A stream that may be a terminal. */
export type Screen = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

/** Everything a command has of the world around it, so that tests can stand in for it. */
export interface Context {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** Milliseconds that only grow. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Aborts on Ctrl-C. Until the first call Ctrl-C is left to whoever else handles it. */
  interrupt(): AbortSignal;
}
