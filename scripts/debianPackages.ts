import { existsSync } from 'node:fs';
import { onPath } from '#shared/host/onPath.ts';
import { runCommand } from './vscode/runCommand.ts';

/**
 * Installs packages of Debian where this is one that may be changed (root, apt-get). Answers why it could not, or null.
 * @param say Told before it begins, with the reason for the wait.
 */
export async function installPackages(
  packages: readonly string[],
  say: (line: string) => void,
): Promise<string | null> {
  if (process.getuid?.() !== 0 || onPath(['apt-get'], process.env) === null)
    return 'there is no apt-get that may be used';
  say(`Installing ${packages.join(', ')} (once, about half a minute) ...`);
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Another suite may be installing something, too.
    const wait = ['-o', 'DPkg::Lock::Timeout=120', '-qq'];
    await runCommand('apt-get', ['update', ...wait], { env });
    await runCommand('apt-get', ['install', '-y', ...wait, '--no-install-recommends', ...packages], { env });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether services of a package could start by themselves here: not in a container without an init system. */
export function startsServices(): boolean {
  return existsSync('/run/systemd/system');
}
