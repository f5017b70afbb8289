import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { release } from './release.ts';
import { runCommand } from './runCommand.ts';
import { runNpm } from './runNpm.ts';

/** Extensions of VS Code that are large and that no test wants. */
const unwanted = ['copilot', 'tunnel-forwarding'];

/** The folder that VS Code is kept in, for this version and platform. */
export function vsCodeFolder(root: string): string {
  return join(root, '.vscode-test', `vscode-web-${release.vscode}-${process.platform}-${process.arch}`);
}

/**
 * Installs VS Code's server where it is missing, and answers its folder. It is made aside and moved to its place when it is
 * whole, so that nobody meets half of it. Nothing is compiled: what VS Code needs of native code comes built, and the one
 * module that does not only writes log files.
 */
export async function installVsCode(root: string, say: (line: string) => void): Promise<string> {
  const target = vsCodeFolder(root);
  if (existsSync(target)) return target;
  const store = join(root, '.vscode-test');
  removeUnfinished(store);
  const work = `${target}.unfinished-${String(process.pid)}`;
  mkdirSync(work, { recursive: true });
  say(`Installing VS Code ${release.vscode} for tests into .vscode-test (once, under a minute) ...`);
  await download(work);
  const vscode = join(work, 'package', 'lib', 'vscode');
  for (const name of unwanted) rmSync(join(vscode, 'extensions', name), { recursive: true, force: true });
  say('Installing the packages of VS Code ...');
  await runNpm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], vscode);
  moveIntoPlace(vscode, target);
  rmSync(work, { recursive: true, force: true });
  return target;
}

async function download(work: string): Promise<void> {
  await runNpm(['pack', release.package, '--pack-destination', work], work);
  const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (file === undefined) throw new Error(`npm pack ${release.package} left no file.`);
  const hash = createHash('sha512')
    .update(readFileSync(join(work, file)))
    .digest('base64');
  if (`sha512-${hash}` !== release.integrity) {
    throw new Error(`${release.package} is not what it was: its hash is sha512-${hash}.`);
  }
  await runCommand('tar', ['-xzf', file, 'package/lib/vscode'], { cwd: work });
}

function moveIntoPlace(from: string, target: string): void {
  try {
    renameSync(from, target);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(target)) throw error;
  }
}

/** What an installation left that was interrupted: its process is gone. */
function removeUnfinished(store: string): void {
  if (!existsSync(store)) return;
  for (const name of readdirSync(store)) {
    const pid = /\.unfinished-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(store, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
