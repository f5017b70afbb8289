import { builtFiles } from '../generated/builtFiles.ts';
import { writeFiles } from '../generated/writeFiles.ts';
import { bundleAll } from './bundleAll.ts';
import { isStale } from './isStale.ts';

/** Builds the programs where they are older than what they are made of; true when it had to. */
export async function buildIfStale(
  root: string,
  say: (line: string) => void = () => undefined,
): Promise<boolean> {
  if (!isStale(root, 'dist/vmspec.js')) return false;
  say('Building ...');
  writeFiles(root, await builtFiles(root));
  await bundleAll(root);
  return true;
}
