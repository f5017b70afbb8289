import { join } from 'node:path';
import { hostPackage } from '../../../scripts/packaging/hostPackage.ts';
import { writePackage } from './samplePackage.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** Stands in for Windows' Node, which does not run here. */
const node = {
  exe: Buffer.from('node for Windows'),
  licence: Buffer.from('licence of Node'),
  version: '24.0.0',
};

/** The files that a package is made of, out of what was built. */
export function realFiles(): Readonly<Record<string, Buffer>> {
  const files = hostPackage(root, node).filter(({ name }) => name !== 'SHA256SUMS');
  return Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
}

/** Writes a package with the real program, marked with a version; `changed` replaces files of it. */
export function writeRealPackage(
  folder: string,
  version: string,
  changed: Readonly<Record<string, string>> = {},
): void {
  const manifest = JSON.stringify({ name: 'vmspec', version, type: 'module' });
  writePackage(folder, { ...realFiles(), 'package.json': manifest, ...changed });
}
