import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { HostFile } from '#schemas/generated/types.ts';
import { normalizeFingerprint } from '#shared/host/fingerprint.ts';
import { HOST_FILE, isAlive, olderSide, parseHostFile, TOKEN_FILE } from '#shared/host/hostFile.ts';
import { tokenOf } from '#shared/host/token.ts';
import { HostFailure } from './failure.ts';
import type { TargetReading } from './target.ts';

/** Finds the host that runs on this computer, in the first of these data directories that has one; else says `none`. */
export function findLocal(directories: readonly string[], none: string): TargetReading {
  for (const directory of directories) {
    const file = runningIn(directory);
    if (file !== null) return targetOf(file, directory);
  }
  return { none };
}

/** What the host says of itself that runs on a data directory; null where none does. */
export function runningIn(directory: string): HostFile | null {
  const text = read(join(directory, HOST_FILE));
  const file = text === null ? null : parseHostFile(text);
  return file !== null && isAlive(file.pid) ? file : null;
}

function targetOf(file: HostFile, directory: string): TargetReading {
  const older = olderSide(file.protocol);
  if (older !== null) {
    const message = l10n.t(
      'This extension and the host at {0} speak different versions of the protocol.',
      file.url,
    );
    return failed(
      message,
      older === 'host'
        ? l10n.t('The host is the older one: update it.')
        : l10n.t('The extension is the older one: update it.'),
    );
  }
  const path = join(directory, TOKEN_FILE);
  const token = tokenOf(read(path) ?? '');
  if (token === null) {
    return failed(
      l10n.t('The token of the host on this computer cannot be read ({0}).', path),
      l10n.t(
        'Ask whoever runs the host for a token or a pairing code, and use the command "VMSpec: Add Hyper-V Host...".',
      ),
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
