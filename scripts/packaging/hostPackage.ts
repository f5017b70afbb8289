import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readme } from './readme.ts';

/** A file of the package; its name has `/` between folders. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What comes from elsewhere than this repository. */
export interface NodeFiles {
  readonly exe: Buffer;
  readonly licence: Buffer;
  readonly version: string;
}

/** Every file of the package for a Hyper-V machine, in the order of their names; the last lists the others' sums. */
export function hostPackage(root: string, node: NodeFiles): readonly PackedFile[] {
  const dist = join(root, 'dist');
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const files = [
    { name: 'node.exe', bytes: node.exe },
    text('vmspec.cmd', '@"%~dp0node.exe" "%~dp0dist\\vmspec.js" %*\r\n'),
    text('package.json', `${JSON.stringify({ name, version, type: 'module' }, null, 2)}\n`),
    text('README.txt', readme(version, node.version)),
    from(root, 'LICENSE', 'LICENSES/VMSpec.txt'),
    from(dist, 'LICENSES.txt', 'LICENSES/packages.txt'),
    { name: 'LICENSES/Node.txt', bytes: node.licence },
    ...['install.ps1', 'uninstall.ps1'].map((script) => from(join(dist, 'powershell'), script, script)),
    ...programFiles(dist).map((path) => from(dist, path, `dist/${path}`)),
  ].sort(byName);
  return [...files, text('SHA256SUMS', files.map(sumLine).join(''))];
}

/** Programs and what they load; not the maps of their sources. */
function programFiles(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/\.map$|^LICENSES\.txt$|^powershell\/(?:un)?install\.ps1$/.test(path));
}

function byName({ name: one }: PackedFile, { name: other }: PackedFile): number {
  return one < other ? -1 : 1;
}

function text(name: string, content: string): PackedFile {
  return { name, bytes: Buffer.from(content) };
}

function from(folder: string, path: string, name: string): PackedFile {
  return { name, bytes: readFileSync(join(folder, path)) };
}

function sumLine({ name, bytes }: PackedFile): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}
