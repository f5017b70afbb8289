import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A host that runs as a child of this process. */
export interface RunningHost {
  readonly url: string;
  /** Exit code of the host, once it has ended. */
  readonly ended: Promise<number>;
  /** Asks it to end; it finishes what it must first. */
  stop(): void;
}

/** How the start went: a host that listens, or the exit code of one that ended before. */
export type StartResult = { readonly host: RunningHost } | { readonly exitCode: number };

/** Starts `vmspec serve` on a practice host and waits until it listens. What else it prints is handed on. */
export async function startHost(
  root: string,
  args: readonly string[],
  abort: AbortSignal,
): Promise<StartResult> {
  const child = spawn(process.execPath, ['dist/vmspec.js', 'serve', '--driver', 'simulated', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Out of reach of a Ctrl-C in the terminal, so that it is told to stop once and in order. Windows opens a window then.
    detached: process.platform !== 'win32',
  });
  handOnErrors(child.stderr);
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  abort.addEventListener('abort', stop, { once: true });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 0));
  const url = await Promise.race([listening(child.stdout), ended]);
  return typeof url === 'string' ? { host: { url, ended, stop } } : { exitCode: url };
}

/** The way out that a host names is one of `vmspec serve`; here it is one of `npm start`. */
function handOnErrors(stderr: NodeJS.ReadableStream): void {
  createInterface({ input: stderr }).on('line', (line) => {
    process.stderr.write(`${line}\n`);
    if (line.startsWith('Cannot listen:')) process.stderr.write('Here that is: npm start -- --port 0\n');
  });
}

function listening(stdout: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /^listening on (\S+)$/.exec(line)?.[1];
      if (url === undefined) process.stdout.write(`${line}\n`);
      else resolve(url);
    });
  });
}
