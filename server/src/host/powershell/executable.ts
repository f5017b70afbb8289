import { isAbsolute, posix, win32 } from 'node:path';
import { isProgram, onPath } from '#shared/host/onPath.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The PowerShell to start, or why there is none. */
export type ExecutableSearch =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string };

/** Names the executable to use instead of the one that is found. */
export const EXECUTABLE_VARIABLE = 'VMSPEC_PWSH';

/**
 * The absolute path of PowerShell: the one that `VMSPEC_PWSH` names, on Windows else the Windows PowerShell that every
 * machine has, elsewhere the `pwsh` of the path. Never a name that the machine would look for in the current folder.
 */
export function findExecutable(env: Environment, platform: NodeJS.Platform): ExecutableSearch {
  const named = env[EXECUTABLE_VARIABLE] ?? '';
  if (named !== '') {
    if (!isAbsolute(named)) return missing(`${EXECUTABLE_VARIABLE} must be an absolute path, not ${named}`);
    return isProgram(named) ? found(named) : missing(`${named} (from ${EXECUTABLE_VARIABLE}) cannot be run`);
  }
  if (platform === 'win32') {
    const path = windowsPowerShell(env);
    return isProgram(path) ? found(path) : missing(`${path} cannot be run`);
  }
  const path = onPath(['pwsh'], env);
  return path === null ? missing('there is no pwsh in the folders of PATH') : found(path);
}

/** Where Windows keeps the PowerShell that comes with it. */
export function windowsPowerShell(env: Environment): string {
  return win32.join(windowsFolder(env), 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

/** A program of Windows itself, by its absolute path. */
export function windowsProgram(env: Environment, name: string): string {
  return win32.join(windowsFolder(env), 'System32', name);
}

function windowsFolder(env: Environment): string {
  return env['SystemRoot'] ?? env['SYSTEMROOT'] ?? 'C:\\Windows';
}

/**
 * Environment of a shell. Windows PowerShell is given no `PSModulePath`: the one of a PowerShell 7 that we may have been
 * started from would hide its own modules, and without one it builds its own.
 */
export function shellEnvironment(env: Environment, executable: string): Environment {
  const { NODE_POWERSHELL: _chosenByUs, ...rest } = env;
  const shared = { ...rest, POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off', NO_COLOR: '1' };
  const name = (executable.includes('\\') ? win32 : posix).basename(executable).toLowerCase();
  if (name !== 'powershell.exe') return shared;
  return Object.fromEntries(Object.entries(shared).filter(([key]) => key.toLowerCase() !== 'psmodulepath'));
}

function found(path: string): ExecutableSearch {
  return { ok: true, path };
}

function missing(reason: string): ExecutableSearch {
  return { ok: false, reason };
}
