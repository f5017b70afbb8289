import { join } from 'node:path';
import type { HostFile } from '#schemas/generated/types.ts';
import { HOST_FILE, isAlive, olderSide, parseHostFile, TOKEN_FILE } from '#shared/host/hostFile.ts';
import type { Target } from '../client/target.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure, HostUnreachable } from '../failure.ts';
import { readIfThere } from './files.ts';
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

function checkProtocol(file: HostFile): void {
  const older = olderSide(file.protocol);
  if (older === null) return;
  throw new CliFailure(
    exitCodes.notReachable,
    `This vmspec and the host at ${file.url} speak different versions of the protocol.`,
    `The ${older === 'client' ? 'command' : older} is the older one: update it.`,
  );
}

/** The host file of a data directory; null when no host of it runs. */
export function runningHost(directory: string): HostFile | null {
  const text = readIfThere(join(directory, HOST_FILE));
  const file = text === null ? null : parseHostFile(text);
  return file !== null && isAlive(file.pid) ? file : null;
}

/** The host that runs in the first of these data directories that has one. Throws HostUnreachable. */
export function localTarget(directories: readonly string[], namedBy: string): Target {
  for (const directory of directories) {
    const file = runningHost(directory);
    if (file === null) continue;
    checkProtocol(file);
    const tokenFrom = join(directory, TOKEN_FILE);
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
