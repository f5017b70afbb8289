import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Watches every look of this process at a file by name. */
export interface FileSpy {
  /** Paths that were looked at since it began, as they were given. */
  readonly seen: readonly string[];
  stop(): void;
}

/** Functions of `node:fs` that take no path first. */
const WITHOUT_PATH = /^(?:f[a-z]|close|read$|readSync|readv|write$|writeSync|writev|_|[A-Z])/;
const READS_FIRST = new Set(['readFile', 'readFileSync', 'writeFile', 'writeFileSync']);

/** Begins to watch: replaces the functions of `node:fs`, also for those who imported them by name. */
export function spyOnFiles(): FileSpy {
  const seen: string[] = [];
  const undo: (() => void)[] = [];
  for (const bag of [fs, fs.promises]) {
    for (const [name, original] of Object.entries<unknown>(bag)) {
      if (typeof original !== 'function' || (WITHOUT_PATH.test(name) && !READS_FIRST.has(name))) continue;
      const watched = function (this: unknown, ...given: unknown[]): unknown {
        const [path] = given;
        if (typeof path === 'string' || path instanceof URL || path instanceof Uint8Array)
          seen.push(String(path));
        return Reflect.apply(original, this, given);
      };
      Reflect.set(bag, name, Object.assign(watched, original));
      undo.push(() => Reflect.set(bag, name, original));
    }
  }
  syncBuiltinESMExports();
  return {
    seen,
    stop: () => {
      for (const one of undo) one();
      syncBuiltinESMExports();
    },
  };
}
