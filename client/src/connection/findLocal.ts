import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFile } from '#schemas/generated/types.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { HOST_FILE, isAlive, olderSide, parseHostFile, TOKEN_FILE } from '#shared/host/hostFile.ts';
import { tokenOf } from '#shared/host/token.ts';
import { HostFailure } from './failure.ts';
import type { TargetReading } from './target.ts';

/** Finds the host that runs on this computer, in the first of these data directories that has one. */
export function findLocal(directories: readonly string[]): TargetReading {
  for (const directory of directories) {
    const text = read(join(directory, HOST_FILE));
    const file = text === null ? null : parseHostFile(text);
    if (file !== null && isAlive(file.pid)) return targetOf(file, directory);
  }
  return { none: 'No VMSpec host is running on this computer.' };
}

function targetOf(file: HostFile, directory: string): TargetReading {
  const older = olderSide(file.protocol);
  if (older !== null) {
    const which = older === 'host' ? 'host' : 'extension';
    return failed(
      `This extension and the host at ${file.url} speak different versions of the protocol.`,
      `The ${which} is the older one: update it.`,
    );
  }
  const path = join(directory, TOKEN_FILE);
  const token = tokenOf(read(path) ?? '');
  if (token === null) {
    return failed(
      `The token of the host on this computer cannot be read (${path}).`,
      'Ask whoever runs the host for a token of your own, and use the command "VMSpec: Connect to Host...".',
    );
  }
  const certSha256 = file.cert_sha256 === undefined ? null : normalizeFingerprint(file.cert_sha256);
  return { target: { url: new URL(file.url), token, certSha256, foundIn: join(directory, HOST_FILE) } };
}

function failed(message: string, hint: string): TargetReading {
  return { failure: new HostFailure(message, hint, { passing: false }) };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
