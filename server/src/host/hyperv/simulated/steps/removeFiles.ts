import type { StepParams } from '#core/steps.ts';
import type { Computer } from '../machine/computer.ts';
import type { MachineFile } from '../machine/model.ts';
import { fileAt, filesIn } from '../machine/storage.ts';
import { folderOf, isInside, joinPath, pathKey } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';
import { notOwned, OWNER_FILE, ownerOf } from './owner.ts';
import { ABSENT, DONE, type Folders, PARTIAL, type Step } from './step.ts';

/**
 * The job's folders are gone but for the files to keep, and so are the folders above them that this left empty. A
 * folder goes only when its owner file names the job, or when nothing is in it.
 */
export const removeFilesStep: Step<'remove_files'> = {
  reads: 'Get-ChildItem',
  look: (computer, params, folders, acted = false) => {
    // What is empty above after the act, another VM of the job has just left, and takes away.
    const left = params.folders.filter(
      (folder) =>
        surplus(computer, folder, params.keep).length > 0 ||
        (!acted && emptyParent(computer, folder, folders) !== null),
    );
    if (left.length === 0) return DONE;
    return left.length === params.folders.length ? ABSENT : PARTIAL;
  },
  act: async (session, params, folders) => {
    for (const folder of params.folders) {
      await removeFolder(session, folder, params);
      await removeEmptyParents(session, folder, folders);
    }
  },
};

/**
 * What has to go, innermost first and the owner file last, so that a removal which is cut off still knows its owner.
 * What holds a file to keep stays, and with it the owner file: it is asked again when the kept files go.
 */
function surplus(computer: Computer, folder: string, keep: readonly string[]): readonly MachineFile[] {
  const inside = filesIn(computer, folder);
  const self = fileAt(computer, folder);
  const ownerFile = pathKey(joinPath(folder, OWNER_FILE));
  const keys = new Set(keep.map(pathKey));
  const kept = inside.filter((file) => file.kind !== 'folder' && keys.has(pathKey(file.path)));
  return [...inside, ...(self === undefined ? [] : [self])]
    .filter((file) => !keys.has(pathKey(file.path)))
    .filter((file) => !kept.some((item) => isInside(item.path, file.path)))
    .filter((file) => kept.length === 0 || pathKey(file.path) !== ownerFile)
    .sort((a, b) => order(a, ownerFile) - order(b, ownerFile) || b.path.length - a.path.length);
}

function order(file: MachineFile, ownerFile: string): number {
  if (pathKey(file.path) === ownerFile) return 1;
  return isInside(ownerFile, file.path) ? 2 : 0;
}

async function removeFolder(
  session: Session,
  folder: string,
  params: StepParams['remove_files'],
): Promise<void> {
  const files = surplus(session.computer, folder, params.keep);
  if (files.length === 0) return;
  const owner = ownerOf(session.computer, folder);
  const holdsFiles = filesIn(session.computer, folder).some((file) => file.kind !== 'folder');
  if (owner !== params.owner && (owner !== null || holdsFiles)) throw notOwned(folder);
  for (const file of files) {
    const attached = session.computer.state.vmsWithDisk(file.path).length > 0;
    if (attached) throw notOwned(file.path);
    await session.run('Remove-Item', { path: file.path });
  }
}

async function removeEmptyParents(session: Session, folder: string, folders: Folders): Promise<void> {
  for (;;) {
    const parent = emptyParent(session.computer, folder, folders);
    if (parent === null) return;
    try {
      await session.run('Remove-Item', { path: parent });
    } catch (error) {
      // Another VM of the job may have removed it meanwhile, or be put into it.
      if (emptyParent(session.computer, folder, folders) === parent) throw error;
    }
  }
}

/** The nearest folder above that is there, if it is empty and inside a folder that VMs of ours are created in. */
function emptyParent(
  computer: Computer,
  folder: string,
  { vm_folders }: Pick<Folders, 'vm_folders'>,
): string | null {
  const parent = folderOf(folder);
  if (!vm_folders.some((root) => isInside(parent, root))) return null;
  if (fileAt(computer, parent) === undefined) return emptyParent(computer, parent, { vm_folders });
  return filesIn(computer, parent).length > 0 ? null : parent;
}
