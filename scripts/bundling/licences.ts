import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Names and licence texts of every package whose code went into the bundles. Throws when a package brings none. */
export function licencesOf(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  const parts = [...folders].sort().map((folder) => licenceOf(join(root, folder)));
  return `Packages whose code is part of this program, with their licences.\n\n${parts.join('\n')}`;
}

/** The package that an input belongs to: what follows the last `node_modules`. */
function packageFolder(input: string): string[] {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match?.[1] === undefined ? [] : [match[1]];
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} ${version} brings no licence.`);
  const text =
    file === undefined ? 'See the licence of that name.' : readFileSync(join(folder, file), 'utf8');
  const title = `${name} ${version} (${license ?? 'see below'})`;
  return `${title}\n${'-'.repeat(title.length)}\n${text.trim()}\n`;
}
