import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BILL_FILE, billText, withComponent, type BillOfMaterials } from '../bundling/billOfMaterials.ts';
import { byName, filesBelow, packFile, packText, type PackedFile } from './packedFile.ts';
import { readme } from './readme.ts';

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
    packText('vmspec.cmd', '@"%~dp0node.exe" "%~dp0dist\\vmspec.js" %*\r\n'),
    packText('package.json', `${JSON.stringify({ name, version, type: 'module' }, null, 2)}\n`),
    packText('README.txt', readme(version, node.version)),
    packFile(root, 'LICENSE', 'LICENSES/VMSpec.txt'),
    packFile(dist, 'LICENSES.txt', 'LICENSES/packages.txt'),
    { name: 'LICENSES/Node.txt', bytes: node.licence },
    packText(BILL_FILE, billText(billWithNode(dist, node))),
    ...['install.ps1', 'uninstall.ps1'].map((script) => packFile(join(dist, 'powershell'), script, script)),
    ...programFiles(dist).map((path) => packFile(dist, path, `dist/${path}`)),
  ].sort(byName);
  return [...files, packText('SHA256SUMS', files.map(sumLine).join(''))];
}

/** Programs and what they load; not the maps of their sources. */
function programFiles(dist: string): string[] {
  return filesBelow(dist).filter(
    (path) => !/\.map$|^LICENSES\.txt$|^powershell\/(?:un)?install\.ps1$/.test(path) && path !== BILL_FILE,
  );
}

/** What is in the programs, and the Node that comes with them. */
function billWithNode(dist: string, { exe, version }: NodeFiles): BillOfMaterials {
  const bill = JSON.parse(readFileSync(join(dist, BILL_FILE), 'utf8')) as BillOfMaterials;
  const purl = `pkg:generic/node@${version}`;
  return withComponent(bill, {
    type: 'platform',
    ...{ 'bom-ref': purl, name: 'node', version, purl },
    licenses: [{ license: { id: 'MIT' } }],
    hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(exe).digest('hex') }],
  });
}

function sumLine({ name, bytes }: PackedFile): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}
