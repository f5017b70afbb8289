import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { MARKER } from '../marker.ts';
import type { KeepVersions, RemoveData, RemoveProgram } from '../step.ts';
import type { World } from '../world.ts';
import { removeTree } from './files.ts';
import { isOwnPackage } from './program.ts';

/** Files of the data folder, with what a write that was cut short leaves beside them. */
const dataFile =
  /^(?:vmspec\.db(?:[.-].+)?|(?:token|(?:host|config)\.json|vmspec-folder\.txt)(?:\.[\w.-]+)?)$/;
const dataFolders = ['logs', 'tls', 'backups', 'shells', 'practice'];
const programFile = /^(?:task\.xml|vmspec\.cmd)(?:\.\d+\.tmp)?$/;
const RECORD = 'installed.json';
/** Names of the folders that versions have, and of what an interrupted copy left. */
const versionFolder = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+?)?(?:\.incoming|\.replaced)?$/;

/** Whether the host or the installation makes an entry of that name in the data folder. */
export function isDataEntry(name: string): boolean {
  return dataFile.test(name) || dataFolders.includes(name);
}

/** Removes what is known by its name. Whatever else somebody put there stays, and the folder with it. */
export function removeData({ folder }: RemoveData, world: World): void {
  for (const name of namesIn(folder).filter(isDataEntry)) removeTree(join(folder, name));
  removeWhenEmpty(folder, world);
}

/** The record goes last: while it is there, the removal can be done again. */
export function removeProgram({ folder, except }: RemoveProgram, world: World): void {
  const versions = versionsIn(folder).filter((name) => name !== except);
  const files = namesIn(folder).filter((name) => programFile.test(name));
  for (const name of [...versions, ...files, RECORD]) removeTree(join(folder, name));
  if (except !== null) return;
  removeTree(join(folder, MARKER));
  removeWhenEmpty(folder, world);
}

export function keepVersions({ folder, keep }: KeepVersions): void {
  for (const name of versionsIn(folder).filter((one) => !keep.includes(one))) removeTree(join(folder, name));
}

/** Folders of ours among those that are named like a version: other programs name theirs the same way. */
function versionsIn(folder: string): string[] {
  return namesIn(folder).filter((name) => versionFolder.test(name) && isOwnPackage(join(folder, name)));
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function removeWhenEmpty(folder: string, world: World): void {
  if (!existsSync(folder)) return;
  const names = readdirSync(folder);
  if (names.length === 0) rmdirSync(folder);
  else world.tell(`${folder} stays, with what is not of VMSpec: ${names.join(', ')}`);
}
