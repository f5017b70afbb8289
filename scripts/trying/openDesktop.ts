import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runCommand } from '../vscode/runCommand.ts';
import type { Trial } from './trial.ts';

/** Opens the desktop editor with settings and extensions of its own, and waits until its window is closed. */
export async function openDesktop(
  program: string,
  { vsix, workspace, folder, env, interrupted }: Trial,
): Promise<void> {
  const own = ['--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')];
  const shell = program.endsWith('.cmd');
  await runCommand(program, [...own, '--install-extension', vsix, '--force'], { shell });
  const child = spawn(program, [...own, '--disable-workspace-trust', '--new-window', '--wait', workspace], {
    stdio: 'inherit',
    shell,
    env: { ...process.env, ...env },
  });
  interrupted.addEventListener('abort', () => child.kill(), { once: true });
  await once(child, 'exit');
}
