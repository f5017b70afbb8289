import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { Environment } from '#shared/host/dataDirectory.ts';

/** The folder of a person's own settings: `%APPDATA%\VMSpec`, or `$XDG_CONFIG_HOME/vmspec` (`~/.config/vmspec`). */
export function configDirectory(env: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const home = env['USERPROFILE'] ?? homedir();
    return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'VMSpec');
  }
  const base = env['XDG_CONFIG_HOME'] ?? '';
  // The XDG specification has relative paths ignored.
  if (posix.isAbsolute(base)) return posix.join(base, 'vmspec');
  return posix.join(env['HOME'] ?? homedir(), '.config', 'vmspec');
}
