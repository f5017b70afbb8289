import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the programs are made of. */
const sources = [
  'schemas',
  'shared',
  'client',
  'webview',
  'server/src',
  'server/powershell',
  'scripts',
  'package.json',
  'package-lock.json',
];

/** Whether the built file is missing or older than anything that it is made of. */
export function isStale(root: string, built: string): boolean {
  const made = statSync(join(root, built), { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || sources.some((source) => newest(join(root, source)) > made);
}

/** Latest change of a file, or of any file below a folder, in milliseconds; generated files follow their sources. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const names = readdirSync(path).filter((name) => name !== 'generated' || path.endsWith('scripts'));
  return names.reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}
