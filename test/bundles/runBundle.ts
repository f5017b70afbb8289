import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a program did until its end. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A started program: what it has printed so far, and its end. */
export interface Started {
  readonly child: ChildProcess;
  /** Resolves with the first printed line that matches; rejects when the program ends before. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Starts a file of `dist` in a folder that holds one. */
export function startBundle(folder: string, file: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [join('dist', file), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (chunk: string) => (printed[name] += chunk));
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, ...printed }));
  const line = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = printed.stdout
          .split('\n')
          .slice(0, -1)
          .find((one) => pattern.test(one));
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', look);
      look();
      void ended.then((end) =>
        reject(new Error(`ended without printing ${pattern}: ${JSON.stringify(end)}`)),
      );
    });
  return { child, line, ended };
}
