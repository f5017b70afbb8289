import { join } from 'node:path';
import { PROTOCOL } from '#schemas/limits.ts';
import type { HostFile } from '#schemas/generated/types.ts';
import type { Target } from '../client/target.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure, HostUnreachable } from '../failure.ts';
import { fileErrorCode, readIfThere } from './files.ts';
import { readToken } from './token.ts';

/** Says that nothing runs here, where that was looked for, and how to change it. */
export function noLocalHost(directories: readonly string[]): HostUnreachable {
  return new HostUnreachable(
    `No VMSpec host is running on this computer. Looked in ${directories.join(' and ')}.`,
    'Start one with: vmspec serve --driver simulated (practice: nothing is created), or on a Hyper-V machine: vmspec serve\n' +
      'To use a host elsewhere: vmspec host add NAME --url URL --code CODE (the code is made there: vmspec token pair)',
    { mayHaveArrived: false, passing: true },
  );
}

/** Whether a process of that id is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process is there and belongs to someone else, such as the service account.
    return fileErrorCode(error) === 'EPERM';
  }
}

function isHostFile(value: unknown): value is HostFile {
  if (typeof value !== 'object' || value === null) return false;
  const file: Partial<Record<keyof HostFile, unknown>> = value;
  return typeof file.url === 'string' && URL.canParse(file.url) && typeof file.pid === 'number';
}

function parse(text: string): HostFile | null {
  try {
    const value: unknown = JSON.parse(text);
    return isHostFile(value) ? value : null;
  } catch {
    return null;
  }
}

function checkProtocol(file: HostFile): void {
  const { min, max } = file.protocol;
  if (max >= PROTOCOL.min && min <= PROTOCOL.max) return;
  const older = max < PROTOCOL.min ? 'host' : 'command';
  throw new CliFailure(
    exitCodes.notReachable,
    `This vmspec and the host at ${file.url} speak different versions of the protocol.`,
    `The ${older} is the older one: update it.`,
  );
}

/** The host file of a data directory; null when no host of it runs. */
export function runningHost(directory: string): HostFile | null {
  const text = readIfThere(join(directory, 'host.json'));
  const file = text === null ? null : parse(text);
  return file !== null && isAlive(file.pid) ? file : null;
}

/** The host that runs in the first of these data directories that has one. Throws HostUnreachable. */
export function localTarget(directories: readonly string[], namedBy: string): Target {
  for (const directory of directories) {
    const file = runningHost(directory);
    if (file === null) continue;
    checkProtocol(file);
    const tokenFrom = join(directory, 'token');
    return {
      url: new URL(file.url),
      token: readToken(tokenFrom),
      tokenFrom,
      certSha256: file.cert_sha256?.replaceAll(':', '').toLowerCase() ?? null,
      namedBy,
      simulated: file.simulated,
    };
  }
  throw noLocalHost(directories);
}
