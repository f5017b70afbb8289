import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

/** The test engine as built: a console that behaves as `pwsh`, and the modules that it and a real one load. */
export interface BuiltEngine {
  /** The console, `vmspec-pwsh`. */
  readonly executable: string;
  /** The folder for `PSModulePath`: stand-ins for PowerShell's own modules and the simulated Hyper-V. */
  readonly modules: string;
  /** The simulated Hyper-V alone, for any PowerShell. */
  readonly hyperv: string;
}

const ASSEMBLY = 'VMSpec.SimulatedHyperV.dll';

/** Whether the .NET SDK is here. */
export function hasDotnet(): boolean {
  return spawnSync('dotnet', ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Builds the engine where its sources have changed; the result is kept in `out/engine` under the hash of the sources.
 * Throws with the compiler's messages when they do not build.
 */
export function buildEngine(root: string): BuiltEngine {
  const sources = join(root, 'test', 'powershell', 'engine');
  const target = join(root, 'out', 'engine', hashOf(sources));
  if (!existsSync(target)) build(root, sources, target);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    executable: join(target, 'bin', `vmspec-pwsh${suffix}`),
    modules: join(target, 'modules'),
    hyperv: join(target, 'portable', 'Hyper-V'),
  };
}

/** Builds aside and moves the result to its place at the end, so that nobody meets half of it. */
function build(root: string, sources: string, target: string): void {
  const work = `${target}.${String(process.pid)}`;
  mkdirSync(work, { recursive: true });
  for (const folder of ['module', 'builtins', 'console']) {
    cpSync(join(sources, folder), join(work, folder), { recursive: true });
  }
  run(process.execPath, [join(sources, 'generate.ts'), sources, work], root);
  const options = ['-c', 'Release', '-nologo', '-v', 'quiet'];
  const output = ['-o', join(work, 'bin')];
  const console = join(work, 'console', 'Console.csproj');
  const module = join(work, 'module', 'HyperV.csproj');
  const portable = join(work, 'portable', 'Hyper-V');
  const ownModule = join(work, 'modules', 'Hyper-V');
  cpSync(ownModule, portable, { recursive: true });
  const toPortable = ['-f', 'netstandard2.0', '-o', join(work, 'module', 'out')];
  run('dotnet', ['build', ...options, ...toPortable, module], work);
  cpSync(join(work, 'module', 'out', ASSEMBLY), join(portable, ASSEMBLY));
  try {
    run('dotnet', ['publish', ...options, ...compiledAhead(), ...output, console], work);
    const toOwn = ['-f', 'net10.0', '-o', join(work, 'module', 'ahead')];
    run('dotnet', ['publish', ...options, ...compiledAhead(), ...toOwn, module], work);
    cpSync(join(work, 'module', 'ahead', ASSEMBLY), join(ownModule, ASSEMBLY));
  } catch {
    // Without the compiler that makes code ahead of time: a PowerShell then starts in twice the time.
    run('dotnet', ['build', ...options, ...output, console], work);
    cpSync(join(portable, ASSEMBLY), join(ownModule, ASSEMBLY));
  }
  for (const folder of ['module', 'builtins', 'console']) rmSync(join(work, folder), { recursive: true });
  try {
    renameSync(work, target);
  } catch (error) {
    // Another process was faster with the same sources.
    rmSync(work, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/**
 * PowerShell's own assembly is not compiled for any processor, which every start of it would pay for; nor is the
 * simulated module, where a real cmdlet is compiled code too.
 */
function compiledAhead(): readonly string[] {
  const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'win', darwin: 'osx', linux: 'linux' };
  const runtime = `${systems[process.platform] ?? process.platform}-${process.arch}`;
  return ['-r', runtime, '--self-contained', 'false', '-p:PublishReadyToRun=true'];
}

function run(command: string, args: readonly string[], cwd: string): void {
  const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (result.status === 0) return;
  throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(cs|csproj|ts|json)$/.test(file) && !/(^|[\\/])(bin|obj)[\\/]/.test(file))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}
