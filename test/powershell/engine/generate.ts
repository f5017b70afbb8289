/**
 * Writes what the engine's build needs beside its sources: the simulated module's C# and manifest, and the manifests of
 * the stand-ins for PowerShell's own modules. `node generate.ts SOURCES TARGET`: reads the one, writes into the other.
 */
import { readdirSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, moduleManifest, moduleSource } from './generating/moduleSource.ts';
import { readTable } from './generating/table.ts';

const [sources = import.meta.dirname, target = join(import.meta.dirname, 'obj')] = process.argv.slice(2);
const table = readTable(sources);
write('module/Generated.cs', moduleSource(table));
write('modules/Hyper-V/Hyper-V.psd1', moduleManifest(table));
for (const name of readdirSync(join(sources, 'builtins'))) {
  if (!/^[A-Z]\w*$/.test(name)) continue;
  const module = ['CimCmdlets', 'Storage'].includes(name) ? name : `Microsoft.PowerShell.${name}`;
  const found = cmdletsIn(join(sources, 'builtins', name));
  write(
    `modules/${module}/${module}.psd1`,
    manifest({
      guid: '1da87e53-152b-403e-98dc-74d7b4d63d59',
      version: '7.0.0.0',
      assembly: '../../bin/BuiltIns.dll',
      ...found,
    }),
  );
}

function cmdletsIn(folder: string): { readonly cmdlets: string[]; readonly aliases: string[] } {
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const matches = [...text.join('\n').matchAll(/\[Cmdlet\("(\w+)", "(\w+)"/g)];
  const aliases = [...text.join('\n').matchAll(/^\[Alias\("(\w+)"(?:, "(\w+)")?\)\]/gm)];
  return {
    cmdlets: matches.map((match) => `${match[1] ?? ''}-${match[2] ?? ''}`),
    aliases: aliases.flatMap((match) => [match[1] ?? '', match[2] ?? '']).filter((alias) => alias !== ''),
  };
}

function write(path: string, text: string): void {
  const file = join(target, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
