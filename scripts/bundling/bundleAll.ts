import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildEntry } from './buildEntry.ts';
import { entries } from './entries.ts';
import { licencesOf } from './licences.ts';

/** Builds every program and the licence file; answers one line for each with its sizes. */
export async function bundleAll(root: string): Promise<string[]> {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const lines: string[] = [];
  const metafiles: Metafile[] = [];
  for (const entry of entries) {
    const metafile = await buildEntry(root, entry);
    metafiles.push(metafile);
    lines.push(sizes(entry.name, metafile));
  }
  removeOldFiles(dist, metafiles);
  writeFileSync(join(dist, 'LICENSES.txt'), licencesOf(root, metafiles));
  // The programs look for it beside themselves.
  cpSync(join(root, 'server', 'powershell'), join(dist, 'powershell'), { recursive: true });
  return lines;
}

function sizes(name: string, { outputs }: Metafile): string {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.js'));
  const total = code.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const own = code.find(([path]) => path === `dist/${name}.js`)?.[1].bytes ?? 0;
  return `dist/${name}.js ${kilobytes(own)} at start, ${kilobytes(total)} in ${code.length} files`;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}

/** Files of an earlier build that this one did not write. */
function removeOldFiles(dist: string, metafiles: readonly Metafile[]): void {
  const written = new Set(
    metafiles.flatMap(({ outputs }) => Object.keys(outputs).map((path) => basename(path))),
  );
  for (const file of readdirSync(dist)) {
    if (!written.has(file)) rmSync(join(dist, file), { recursive: true });
  }
}
