import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionPackage } from './extensionPackage.ts';
import { writeZip } from './writeZip.ts';

/** A package as it was written. */
export interface WrittenExtension {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes the VSIX of what is in `dist`. */
export function writeExtension(root: string, folder = join(root, 'out')): WrittenExtension {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const files = extensionPackage(root);
  const zip = writeZip('', files);
  const path = join(folder, `vmspec-${version}.vsix`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, zip);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  return { path, files: files.length, bytes: zip.length, sha256 };
}
