import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DataFiles } from '../dataFiles.ts';
import { windowsProgram, type Environment } from '../powershell/executable.ts';

/**
 * Lets Windows accounts, by SID, read the administrator's token and the host file, and nothing else of the data
 * directory. At every start, because a file that is replaced loses what was granted on it. Elsewhere the rights of the
 * file system are the way, and nothing is done.
 */
export async function letOperatorsRead(
  operators: readonly string[],
  { token, hostFile }: Pick<DataFiles, 'token' | 'hostFile'>,
  env: Environment,
  platform: NodeJS.Platform,
  run: (exe: string, args: readonly string[]) => Promise<unknown> = promisify(execFile),
): Promise<void> {
  if (operators.length === 0 || platform !== 'win32') return;
  const grants = operators.map((sid) => `*${sid}:R`);
  for (const path of [token, hostFile]) {
    await run(windowsProgram(env, 'icacls.exe'), [path, '/grant', ...grants]);
  }
}
