import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { BILL_FILE, billOfMaterials, billText } from './billOfMaterials.ts';
import { buildEntry } from './buildEntry.ts';
import { buildPage, pagesFolder } from './buildPage.ts';
import { bundledPackages } from './bundledPackages.ts';
import { entries } from './entries.ts';
import { licencesOf } from './licences.ts';
import { pages } from './pages.ts';

/** Builds every program, every page, the licence file and the bill of materials; answers one line for each with its sizes. */
export async function bundleAll(root: string): Promise<string[]> {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const lines: string[] = [];
  const metafiles: Metafile[] = [];
  for (const entry of entries) {
    const metafile = await buildEntry(root, entry);
    metafiles.push(metafile);
    lines.push(sizes(`dist/${entry.name}.js`, metafile));
  }
  removeOldFiles(dist, metafiles);
  for (const page of pages) {
    const metafile = await buildPage(root, page);
    metafiles.push(metafile);
    lines.push(sizes(`${pagesFolder}/${page.name}.js`, metafile));
  }
  const packages = bundledPackages(root, metafiles);
  writeFileSync(join(dist, 'LICENSES.txt'), licencesOf(root, packages));
  writeFileSync(join(dist, BILL_FILE), billText(billOfMaterials(root, packages)));
  // The programs look for it beside themselves.
  cpSync(join(root, 'server', 'powershell'), join(dist, 'powershell'), { recursive: true });
  return lines;
}

function sizes(file: string, { outputs }: Metafile): string {
  const code = Object.entries(outputs).filter(([path]) => /\.(js|css)$/.test(path));
  const total = code.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const own = code.find(([path]) => path === file)?.[1].bytes ?? 0;
  return `${file} ${kilobytes(own)} at start, ${kilobytes(total)} in ${code.length} files`;
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
