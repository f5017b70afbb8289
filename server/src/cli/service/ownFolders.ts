import { readdirSync } from 'node:fs';
import type { HostConfig, Installation } from '#schemas/generated/types.ts';
import { VOLUME_FOLDER } from '#core/vmFolders.ts';
import { fileErrorCode } from '../settings/files.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { FolderState } from './facts.ts';
import type { Layout } from './layout.ts';
import { isMarked } from './marker.ts';

/**
 * Folders are given new rights, and what is known in them is removed one day. Throws CliFailure for one that holds
 * something, where neither the record nor the file that marks a folder shows it to be ours.
 */
export function refuseForeignFolders(
  layout: Layout,
  record: Installation | null,
  touched: readonly ('program' | 'data')[] = ['program', 'data'],
): void {
  const { programRoot, dataDirectory } = layout;
  if (touched.includes('program')) refuseUnknown(programRoot, record !== null, '--program-dir');
  const recorded = record !== null && layout.same(record.data_directory, dataDirectory);
  if (touched.includes('data')) refuseUnknown(dataDirectory, recorded, '--data-dir');
}

/**
 * Everything in the folders is given new rights. Throws CliFailure where one shares its place with VMs, templates, or
 * the other one. `vmFolders`: where VMs of ours are known to be.
 */
export function refuseSharedFolders(
  layout: Layout,
  config: HostConfig | null,
  vmFolders: readonly string[],
): void {
  const { programRoot, dataDirectory } = layout;
  const others = [config?.vm_root, ...(config?.template_roots ?? []), ...vmFolders].flatMap(
    (one) => one ?? [],
  );
  refuseShared(layout, programRoot, [dataDirectory, ...others], '--program-dir');
  refuseShared(layout, dataDirectory, [programRoot, ...others], '--data-dir');
}

/** How a folder is found. Throws CliFailure where that cannot be told. */
export function folderState(folder: string): FolderState {
  const entries = entriesOf(folder);
  if (entries === null) return 'missing';
  return entries.length === 0 ? 'empty' : 'used';
}

function refuseUnknown(folder: string, recorded: boolean, option: string): void {
  const entries = entriesOf(folder) ?? [];
  if (recorded || entries.length === 0 || isMarked(folder)) return;
  throw new CliFailure(
    exitCodes.configuration,
    `${folder} holds things that no installation of VMSpec put there (${entries.slice(0, 3).join(', ')} …).`,
    `Its rights would be changed. Give VMSpec a folder of its own with ${option}.`,
  );
}

function refuseShared(layout: Layout, folder: string, others: readonly string[], option: string): void {
  const [volume = ''] = /^[A-Za-z]:\\/.exec(folder) ?? [];
  const disks = volume === '' ? [] : [`${volume}${VOLUME_FOLDER}`];
  const shared = [...disks, ...others].find((other) => layout.overlap(folder, other));
  if (shared === undefined) return;
  throw new CliFailure(
    exitCodes.configuration,
    `${folder} (${option}) and ${shared} lie in one another, and that one is for ${disks.includes(shared) ? 'disks of VMs' : 'other things'}.`,
    `Give VMSpec a folder of its own with ${option}, away from VMs and templates.`,
  );
}

function entriesOf(folder: string): string[] | null {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return null;
    throw new CliFailure(
      exitCodes.configuration,
      `${folder} cannot be looked into (${fileErrorCode(error)}).`,
      'Run this as an administrator, and give the path of a folder.',
    );
  }
}
