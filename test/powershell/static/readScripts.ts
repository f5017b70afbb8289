import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptFacts } from './scriptFacts.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const SOURCES = join(ROOT, 'test', 'powershell', 'astdump');
const BUILT = join(ROOT, 'out', 'astdump');

/** Folder of everything that runs on a Hyper-V machine. */
export const SCRIPTS = join(ROOT, 'server', 'powershell');

/** Paths of all scripts of ours, in a fixed order. */
export function scriptPaths(): readonly string[] {
  return readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ps(?:1|m1|d1)$/.test(name))
    .map((name) => join(SCRIPTS, name))
    .sort();
}

/** Parses scripts with PowerShell's own parser. */
export function parseScripts(paths: readonly string[]): readonly ScriptFacts[] {
  const input = `${paths.join('\n')}\n`;
  const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return JSON.parse(execFileSync('dotnet', [builtTool()], options)) as readonly ScriptFacts[];
}

/** The parser's program, built again only when one of its sources is newer. */
function builtTool(): string {
  const tool = join(BUILT, 'AstDump.dll');
  const sources = ['AstDump.csproj', 'Program.cs'].map((name) => join(SOURCES, name));
  const fresh = existsSync(tool) && sources.every((path) => statSync(path).mtimeMs <= statSync(tool).mtimeMs);
  if (fresh) return tool;
  const making = `${BUILT}.${String(process.pid)}`;
  mkdirSync(making, { recursive: true });
  const args = ['build', SOURCES, '-nologo', '-v', 'q', '-o', making];
  execFileSync('dotnet', args, { encoding: 'utf8', stdio: 'pipe' });
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(making, BUILT);
  return tool;
}
