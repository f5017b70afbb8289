import { readdirSync } from 'node:fs';
import { fileErrorCode } from '../settings/files.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { Layout } from './layout.ts';

/** Names by which a folder of ours is known. */
const programNames = /^(?:installed\.json|task\.xml|vmspec\.cmd|\d+\.\d+\.\d+.*)$/;
const dataNames = /^(?:vmspec\.db|host\.json|token|config\.json)$/;

/**
 * Folders are given new rights, and removed with all that is in them. Throws CliFailure for one that holds other things
 * and nothing of VMSpec.
 */
export function refuseForeignFolders({ programRoot, dataDirectory }: Layout): void {
  for (const [folder, names, option] of [
    [programRoot, programNames, '--program-dir'],
    [dataDirectory, dataNames, '--data-dir'],
  ] as const) {
    const entries = entriesOf(folder);
    if (entries.length === 0 || entries.some((name) => names.test(name))) continue;
    throw new CliFailure(
      exitCodes.configuration,
      `${folder} holds other things and nothing of VMSpec (${entries.slice(0, 3).join(', ')} …).`,
      `Its rights would be changed, and later it would be removed. Give VMSpec a folder of its own with ${option}.`,
    );
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return [];
    throw new CliFailure(
      exitCodes.configuration,
      `${folder} cannot be looked into (${fileErrorCode(error)}).`,
      'Run this as an administrator, and give the path of a folder.',
    );
  }
}
