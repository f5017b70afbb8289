import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from 'node:util';

/** What the last line begins with. */
export const ENDED = 'ended with exit code ';

/**
 * Sends what this process prints to a file, begun anew, as well: a service has no terminal, and why a host refused to
 * start would be told to nobody. The last line is the exit code.
 */
export function streamsToFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'w', 0o600);
  const add = (text: string | Uint8Array): void => {
    if (typeof text === 'string') writeSync(file, text);
    else writeSync(file, text);
  };
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      add(chunk);
      return write(chunk, ...rest);
    };
  }
  process.on('uncaughtExceptionMonitor', (error) => add(`${inspect(error)}\n`));
  process.on('exit', (code) => {
    add(`${ENDED}${String(code)}\n`);
    closeSync(file);
  });
}
