import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a package of these files and the list of their sums, as `npm run package:host` does. */
export function writePackage(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  const names = Object.keys(files).sort();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), files[name] ?? '');
  }
  const line = (name: string): string =>
    `${createHash('sha256')
      .update(files[name] ?? '')
      .digest('hex')}  ${name}\n`;
  writeFileSync(join(folder, 'SHA256SUMS'), names.map(line).join(''));
}

const scripts = [
  'Get-SetupFacts.ps1',
  'Get-TaskState.ps1',
  'Protect-Folder.ps1',
  'Register-Task.ps1',
  'Remove-FirewallRule.ps1',
  'Set-FirewallRule.ps1',
];

/** Files of a package of that version, with nothing in them that runs. */
export function samplePackage(version: string): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify({ name: 'vmspec', version }),
    'node.exe': `node of ${version}`,
    'dist/vmspec.js': `program of ${version}`,
    ...Object.fromEntries(scripts.map((name) => [`dist/powershell/setup/${name}`, `# ${name}`])),
  };
}
