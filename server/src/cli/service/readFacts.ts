import { existsSync, lstatSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Installation as isInstallation } from '#schemas/generated/validators.js';
import type { Installation } from '#schemas/generated/types.ts';
import { readDocument } from '#core/readDocument.ts';
import { moduleManifest } from '../../host/hyperv/moduleFolder.ts';
import { versionIn } from '../../host/version.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { readIfThere } from '../settings/files.ts';
import { readHostConfig } from '../settings/hostConfig.ts';
import { SUMS } from './actions/program.ts';
import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';
import { folderState } from './ownFolders.ts';

/** The record of an installation; null where there is none. Throws CliFailure when it cannot be read. */
export function readRecord(path: string): Installation | null {
  const text = readIfThere(path);
  if (text === null) return null;
  const { value } = readDocument(text, isInstallation);
  if (value !== null) return value;
  throw new CliFailure(
    exitCodes.configuration,
    `${path} is not what an installation wrote.`,
    'Remove that file and run the same command again: then it is treated as a computer without an installation.',
  );
}

/** Looks at this computer. Throws CliFailure where an installation must not begin. */
export function readFacts(layout: Layout, packageFolder: string): Facts {
  const { dataDirectory, programRoot } = layout;
  refuseLink(programRoot, '--program-dir');
  refuseLink(dataDirectory, '--data-dir');
  return {
    record: readRecord(layout.record),
    config: existsSync(layout.config) ? readHostConfig(layout.config) : null,
    programFolder: folderState(programRoot),
    dataFolder: folderState(dataDirectory),
    computer: { name: hostname(), addresses: ownAddresses() },
    package: { version: versionIn(join(packageFolder, 'package.json')) ?? 'unknown', folder: packageFolder },
  };
}

/** The folder of the package that this program runs from: where its list of files is. */
export function ownPackage(): string {
  const manifest = moduleManifest();
  // dist/powershell/VMSpec/VMSpec.psd1
  return manifest === null ? resolve('.') : resolve(dirname(manifest), '..', '..', '..');
}

/** Whether that is an unpacked package, and not a folder of sources. */
export function isPackage(folder: string): boolean {
  return existsSync(join(folder, SUMS));
}

/** Whoever made a link could have led the service anywhere. */
function refuseLink(path: string, option: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new CliFailure(
    exitCodes.configuration,
    `${path} is a link to another folder.`,
    `Remove the link, or give the folder itself with ${option}.`,
  );
}

/** Addresses of this computer that others can use: without loopback and those that hold on one link only. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.flatMap(({ internal, address, family }) =>
    internal || (family === 'IPv6' && /^fe80:/i.test(address)) ? [] : [address],
  );
}
