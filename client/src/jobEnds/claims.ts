import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Days after which it is forgotten who told of a job. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Who tells of the end of a job: one of the windows, once. */
export interface Claims {
  /** True for the first that asks for it, in whichever window. */
  take(key: string): Promise<boolean>;
}

/** Claims as files of a folder that all windows share: only one of them can make a file. */
export function createClaims(folder: string, now: () => Date): Claims {
  const tidied: { done: boolean } = { done: false };
  return {
    take: async (key) => {
      await mkdir(folder, { recursive: true });
      if (!tidied.done) await tidy(folder, now());
      tidied.done = true;
      try {
        await (await open(join(folder, key), 'wx')).close();
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      }
    },
  };
}

async function tidy(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (+now - mtimeMs > KEPT_DAYS * DAY_MS) await rm(file, { force: true });
  }
}
