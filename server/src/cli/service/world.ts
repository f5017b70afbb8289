import type { Command } from './commandLine.ts';

/** How a program ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The host of a data directory, as an installation speaks to it. */
export interface HostDoor {
  /** Whether a host runs there. */
  runs(dataDirectory: string): boolean;
  /** Asks it to end; with `finish` it lets running jobs end before. Answers whether there was one that could be asked. */
  askToStop(dataDirectory: string, finish: boolean): Promise<boolean>;
  /** The version of the host that is ready there; null while none is. */
  readyVersion(dataDirectory: string): Promise<string | null>;
}

/** What was there before something was changed; lost: it could not be brought back. */
export type Kept = { readonly bytes: Buffer } | 'folder' | 'nothing' | 'lost';

/** What the actions of a plan work with. */
export interface World {
  run(command: Command): Promise<Ran>;
  readonly door: HostDoor;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Whether a person pressed Ctrl-C. */
  interrupted(): boolean;
  /** Tells a person what takes time. */
  tell(line: string): void;
  /** By path. Lives as long as the run of a plan. */
  readonly kept: Map<string, Kept>;
}
