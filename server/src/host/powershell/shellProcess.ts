/** What a shell wrote while one line ran. */
export interface ShellOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** Why the process ended before the line did, or null when the line came to its end. */
  readonly ended: string | null;
}

/** One PowerShell process. It runs one line at a time; what it means is for others to tell. */
export interface ShellProcess {
  /** Null when it could not be started. */
  readonly pid: number | null;
  /** Resolves with the reason when the process has ended, whoever ended it. Never rejects. */
  readonly ended: Promise<string>;
  /** Runs one line to its end. Never rejects, and is never asked twice at once. */
  run(line: string): Promise<ShellOutput>;
  /** Ends the process and everything that it started. Resolves when that is asked for, and never rejects. */
  kill(): Promise<void>;
}

/** Starts a process. Does not throw: one that cannot start has ended at once. */
export type StartShell = () => ShellProcess;
