import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Environment } from '#shared/host/dataDirectory.ts';
import { shellEnvironment } from '../../host/powershell/executable.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorCode } from '../settings/files.ts';
import type { Command } from './commandLine.ts';
import type { Ran } from './world.ts';

/** Runs a program of Windows to its end. Throws CliFailure when it cannot be started. */
export async function runCommand({ exe, args }: Command, env: Environment): Promise<Ran> {
  const child = spawn(exe, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: childEnvironment(env, exe),
  });
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : -1));
  try {
    const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { stdout, stderr, code };
  } catch (error) {
    throw new CliFailure(exitCodes.internal, `${exe} cannot be started (${fileErrorCode(error)}).`);
  }
}

/** What the service will find: the execution policy that somebody chose for this one process is not handed on. */
function childEnvironment(env: Environment, exe: string): NodeJS.ProcessEnv {
  const entries = Object.entries(shellEnvironment(env, exe));
  return Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== 'psexecutionpolicypreference'));
}
