import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** A program that is to be run to its end. */
export interface Program {
  readonly file: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets everything that the program prints. */
  readonly log: string;
  /** It gives way to everything else, and so does what it starts. */
  readonly lowPriority?: boolean;
  /** After so many minutes it is ended. */
  readonly minutes: number;
}

/** How it ended. */
export interface ProgramEnd {
  /** Null: it was ended by a signal. */
  readonly code: number | null;
  /** Everything that it printed. */
  readonly output: string;
  readonly timedOut: boolean;
}

/** The programs that the long run has started, so that none outlives it. */
export interface Children {
  run(program: Program): Promise<ProgramEnd>;
  /** Ends all that still run, with what they have started. */
  endAll(): void;
}

const ownGroup = process.platform !== 'win32';

export function startChildren(): Children {
  const running = new Set<ChildProcess>();
  return {
    run: async ({ file, argv, cwd, env, log, lowPriority = false, minutes }) => {
      const child = spawn(file, argv, {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
        // A group of its own, so that whatever it starts can be ended with it.
        detached: ownGroup,
      });
      running.add(child);
      if (lowPriority && child.pid !== undefined) {
        setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
      }
      const limit = { reached: false };
      const timer = setTimeout(() => {
        limit.reached = true;
        end(child);
      }, minutes * 60_000);
      const output = collect(child, log);
      try {
        const code = await new Promise<number | null>((resolve, reject) => {
          child.once('error', reject);
          child.once('close', resolve);
        });
        return { code, output: output.join(''), timedOut: limit.reached };
      } finally {
        clearTimeout(timer);
        running.delete(child);
        // Hosts that a test has left behind.
        end(child);
      }
    },
    endAll: () => {
      for (const child of running) end(child);
    },
  };
}

function collect(child: ChildProcess, log: string): string[] {
  const chunks: string[] = [];
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      chunks.push(text);
      file.write(text);
    });
  }
  child.once('close', () => file.end());
  return chunks;
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
