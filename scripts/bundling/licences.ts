import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledPackage } from './bundledPackages.ts';

/** Names and licence texts of every package whose code went into the bundles. Throws when a package brings none. */
export function licencesOf(root: string, packages: readonly BundledPackage[]): string {
  const parts = packages.map((one) => licenceOf(root, one));
  return `Packages whose code is part of this program, with their licences.\n\n${parts.join('\n')}`;
}

function licenceOf(root: string, { folder, name, version, license }: BundledPackage): string {
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined && license === null) throw new Error(`${name} ${version} brings no licence.`);
  const text =
    file === undefined ? 'See the licence of that name.' : readFileSync(join(root, folder, file), 'utf8');
  const title = `${name} ${version} (${license ?? 'see below'})`;
  return `${title}\n${'-'.repeat(title.length)}\n${text.trim()}\n`;
}
