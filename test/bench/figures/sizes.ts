import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { extensionPackage } from '../../../scripts/packaging/extensionPackage.ts';
import { writeZip } from '../../../scripts/packaging/writeZip.ts';
import type { Figure, Measurement } from '../figure.ts';

const KB = 1024;

/** Sizes of what is shipped to an editor. */
export const sizes: Figure = {
  name: 'sizes',
  measure: ({ root }) => {
    const dist = join(root, 'dist');
    const chunks = readdirSync(dist).filter((name) => /^extension(-\w+)?\.js$/.test(name));
    const started = withImports(dist, 'extension.js');
    const client = chunks.filter((name) => readFileSync(join(dist, name), 'utf8').includes('LanguageClient'));
    const pages = filesOf(join(dist, 'webview'));
    return Promise.resolve([
      row('extension: what activation loads', sum(dist, [...started]) / KB, 'KB', 150, [...started]),
      row('extension: largest part, the language client', largest(dist, client) / KB, 'KB', 500, client),
      row('webview pages together', sum(join(dist, 'webview'), pages) / KB, 'KB', 350, pages),
      row('VSIX', writeZip('', extensionPackage(root)).length / KB / KB, 'MB', 3, null),
    ]);
  },
};

function row(what: string, value: number, unit: string, most: number, raw: unknown): Measurement {
  return { what, value, unit, target: { bound: 'at most', value: most }, raw };
}

/** A program with what it imports at its start. */
function withImports(dist: string, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  const text = readFileSync(join(dist, name), 'utf8');
  for (const [, part = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g))
    withImports(dist, part, found);
  return found;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(js|css)$/.test(name));
}

function sum(folder: string, names: readonly string[]): number {
  return names.reduce((total, name) => total + statSync(join(folder, name)).size, 0);
}

function largest(folder: string, names: readonly string[]): number {
  return Math.max(...names.map((name) => statSync(join(folder, name)).size));
}
