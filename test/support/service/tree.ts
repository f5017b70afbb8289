import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file and folder below a folder with its content, to compare what was there before and after. */
export function treeOf(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [
        path.slice(folder.length + 1),
        entry.isFile() ? readFileSync(path).toString('latin1') : '<folder>',
      ];
    }),
  );
}

/** The same with a digest for each content, for comparisons whose differences a person can read. */
export function digestsOf(folder: string): Readonly<Record<string, string>> {
  const digest = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 12);
  return Object.fromEntries(Object.entries(treeOf(folder)).map(([path, content]) => [path, digest(content)]));
}
