import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DataFiles } from '../dataFiles.ts';
import { windowsProgram, type Environment } from '../powershell/executable.ts';

/**
 * Lets Windows accounts, by SID, read the administrator's token and the host file, and nothing else of the data
 * directory. At every start, because a file that is replaced loses what was granted on it. Elsewhere the rights of the
 * file system are the way, and nothing is done. Each account by itself, so that one that is gone keeps nobody else out;
 * `failed` is told of each that could not be let in.
 */
export async function letOperatorsRead(
  operators: readonly string[],
  { token, hostFile }: Pick<DataFiles, 'token' | 'hostFile'>,
  env: Environment,
  platform: NodeJS.Platform,
  failed: (sid: string, error: unknown) => void,
  run: (exe: string, args: readonly string[]) => Promise<unknown> = promisify(execFile),
): Promise<void> {
  if (operators.length === 0 || platform !== 'win32') return;
  const icacls = windowsProgram(env, 'icacls.exe');
  for (const sid of operators) {
    try {
      for (const path of [token, hostFile]) await run(icacls, [path, '/grant', `*${sid}:R`]);
    } catch (error) {
      failed(sid, error);
    }
  }
}
