import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { onPath } from '#shared/host/onPath.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorCode } from '../settings/files.ts';

/**
 * Runs ssh in this terminal and answers its exit code; of one that a signal ended, 128 and the signal, as shells do. Throws
 * CliFailure where there is no ssh.
 */
export async function runSsh(args: readonly string[], context: Context): Promise<number> {
  const { env, platform } = context;
  const program = onPath(platform === 'win32' ? ['ssh.exe'] : ['ssh'], env);
  if (program === null) throw noSsh(platform);
  // Ctrl-C is for ssh: this process waits for it.
  context.interrupt();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...env } });
    child.once('error', (error) => {
      const text = `${program} cannot be started (${fileErrorCode(error)}).`;
      reject(new CliFailure(exitCodes.internal, text));
    });
    child.once('close', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

function noSsh(platform: NodeJS.Platform): CliFailure {
  const install =
    platform === 'win32'
      ? 'Install it in an elevated console: Add-WindowsCapability -Online -Name OpenSSH.Client~~~~0.0.1.0'
      : 'Install the OpenSSH client, such as the package openssh-client.';
  return new CliFailure(
    exitCodes.configuration,
    'There is no ssh in the folders of PATH.',
    `${install} Or see the command with --print.`,
    'no_ssh',
  );
}
