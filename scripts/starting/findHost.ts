import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFile } from '../../schemas/generated/types.ts';

/** What is read of the file. */
export type FoundHost = Pick<HostFile, 'url' | 'pid' | 'simulated'>;

/** The host that keeps its data there and answers, or null. */
export async function findHost(dataDirectory: string): Promise<FoundHost | null> {
  const file = join(dataDirectory, 'host.json');
  if (!existsSync(file)) return null;
  const found: unknown = readJson(file);
  if (!isFoundHost(found)) return null;
  return (await answers(found.url)) ? found : null;
}

/** By hand: the generated validators need not be there before the first build. */
function isFoundHost(value: unknown): value is FoundHost {
  if (typeof value !== 'object' || value === null) return false;
  if (!('url' in value) || !('pid' in value) || !('simulated' in value)) return false;
  return (
    typeof value.url === 'string' && typeof value.pid === 'number' && typeof value.simulated === 'boolean'
  );
}

/** A file that is just being written counts as none. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
