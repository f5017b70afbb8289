import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { HostFile } from '#schemas/generated/types.ts';
import type { Random } from './ports.ts';
import { newSecret } from './security/authenticate.ts';

/** Files of a data directory. */
export interface DataFiles {
  readonly directory: string;
  readonly database: string;
  readonly token: string;
  readonly hostFile: string;
  readonly config: string;
  readonly logs: string;
  /** Who did what; older ones beside it are numbered. */
  readonly activity: string;
  /** State of the practice machine. */
  readonly practice: string;
  /** Records of the PowerShell processes that run now. */
  readonly shells: string;
}

export function dataFiles(directory: string): DataFiles {
  return {
    directory,
    database: join(directory, 'vmspec.db'),
    token: join(directory, 'token'),
    hostFile: join(directory, 'host.json'),
    config: join(directory, 'config.json'),
    logs: join(directory, 'logs'),
    activity: join(directory, 'logs', 'activity.log'),
    practice: join(directory, 'practice'),
    shells: join(directory, 'shells'),
  };
}

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/** Makes the data directory, readable by its owner only (on Windows by what its parent grants). */
export function makeDataDirectory({ directory, logs }: DataFiles): void {
  mkdirSync(directory, { recursive: true, mode: PRIVATE_FOLDER });
  chmodSync(directory, PRIVATE_FOLDER);
  mkdirSync(logs, { recursive: true, mode: PRIVATE_FOLDER });
}

/** The local administrator's token, made at the first start. */
export function localToken({ token }: DataFiles, random: Random): string {
  try {
    const kept = readFileSync(token, 'utf8').trim();
    if (kept !== '') return kept;
  } catch {
    // The first start: there is none yet.
  }
  const secret = newSecret(random);
  writePrivate(token, `${secret}\n`, random);
  return secret;
}

/** Tells local clients where the host is. */
export function writeHostFile({ hostFile }: DataFiles, host: HostFile, random: Random): void {
  writePrivate(hostFile, `${JSON.stringify(host, null, 2)}\n`, random);
}

/** A host that stopped is nowhere. */
export function removeHostFile({ hostFile }: DataFiles): void {
  rmSync(hostFile, { force: true });
}

/** Replaces a file in one step: readers see the old or the new one, whole. */
function writePrivate(path: string, text: string, random: Random): void {
  const temporary = `${path}.${random.uuid()}`;
  const file = openSync(temporary, 'wx', PRIVATE_FILE);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
