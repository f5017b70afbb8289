import { homedir } from 'node:os';
import { posix, resolve, win32 } from 'node:path';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** An environment variable that is set and not empty. */
function variable(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}

function windowsDirectories(env: Environment): readonly [string, ...string[]] {
  const home = variable(env, 'USERPROFILE') ?? homedir();
  const own = variable(env, 'LOCALAPPDATA') ?? win32.join(home, 'AppData', 'Local');
  const shared = variable(env, 'ProgramData') ?? 'C:\\ProgramData';
  return [win32.join(own, 'VMSpec'), win32.join(shared, 'VMSpec')];
}

function otherDirectory(env: Environment): string {
  const state = variable(env, 'XDG_STATE_HOME');
  // The XDG specification has relative paths ignored.
  if (state !== undefined && posix.isAbsolute(state)) return posix.join(state, 'vmspec');
  return posix.join(variable(env, 'HOME') ?? homedir(), '.local', 'state', 'vmspec');
}

/**
 * The folders in which a host of this computer may keep its data, the most likely first. On Windows that is the
 * person's own, then the one of the installed service; anywhere, `override` or VMSPEC_DATA_DIR names the only one.
 */
export function dataDirectories(
  env: Environment,
  platform: NodeJS.Platform,
  override: string | null,
): readonly [string, ...string[]] {
  const named = override ?? variable(env, 'VMSPEC_DATA_DIR');
  if (named !== undefined) return [resolve(named)];
  return platform === 'win32' ? windowsDirectories(env) : [otherDirectory(env)];
}

/**
 * The data directory of a host that a person starts: `override`, else VMSPEC_DATA_DIR, else `%LOCALAPPDATA%\VMSpec` on
 * Windows and `$XDG_STATE_HOME/vmspec` elsewhere. An installed service is started with `override` in `%ProgramData%`.
 */
export function dataDirectory(env: Environment, platform: NodeJS.Platform, override: string | null): string {
  return dataDirectories(env, platform, override)[0];
}
