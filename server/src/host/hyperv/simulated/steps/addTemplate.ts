import type { AddTemplateParams } from '#core/templates/templateSteps.ts';
import { ourError } from '../machine/cmdletError.ts';
import { contentStampOf } from '../contentStamp.ts';
import type { DiskFile } from '../machine/model.ts';
import { diskAt, fileAt, folderExists, freeMb } from '../machine/storage.ts';
import { extensionOf, folderOf, nameOf, volumeOf } from '../machine/windowsPath.ts';
import type { Session } from '../session.ts';
import { ABSENT, PARTIAL, type Look, type Step } from './step.ts';
import { refusalOfSource, requireSame, requireSource } from './templateSource.ts';

/**
 * A template: a disk that was there, made read-only, or a copy of one. The copy is read-only before it gets its own name,
 * so that what has the name is whole.
 */
export const addTemplateStep: Step<'add_template'> = {
  reads: 'Get-VHD',
  look: (computer, { path, temporary, resumed }, _folders, acted = false) => {
    const disk = diskAt(computer, path);
    if (temporary !== null && fileAt(computer, temporary) !== undefined) return PARTIAL;
    if (disk === undefined || disk.damaged) return ABSENT;
    if (temporary !== null) return acted || resumed ? found(disk) : ABSENT;
    const usable = refusalOfSource(computer, path) === null;
    return usable && disk.read_only === true ? found(disk) : ABSENT;
  },
  act: async (session, params) => {
    const { computer } = session;
    if (params.temporary === null) {
      requireSource(computer, params.path);
      await session.run('Set-ItemProperty', { path: params.path, read_only: true });
      return;
    }
    if (fileAt(computer, params.path) !== undefined) {
      throw ourError('FileTaken', `There is a file '${params.path}' already.`, params.path);
    }
    await removeCopy(session, params.temporary);
    try {
      await copy(session, params, params.temporary);
      await session.run('Rename-Item', { path: params.temporary, new_name: nameOf(params.path) });
    } catch (error) {
      // What cannot be removed now is looked for later; why it failed is what a person needs to know.
      await removeCopy(session, params.temporary).catch(() => undefined);
      throw error;
    }
  },
};

function found({ format, disk_id, size_mb, ...rest }: DiskFile): Look<'add_template'> {
  const content_stamp = contentStampOf({ format, disk_id, size_mb, ...rest });
  return { state: 'done', output: { format, disk_id, size_mb, content_stamp } };
}

async function removeCopy(session: Session, path: string): Promise<void> {
  if (fileAt(session.computer, path) !== undefined) await session.run('Remove-Item', { path });
}

async function copy(
  session: Session,
  { source, path, reserve_mb }: AddTemplateParams,
  temporary: string,
): Promise<void> {
  const { computer } = session;
  const before = requireSource(computer, source);
  const volume = volumeOf(path);
  const free = freeMb(computer, volume) ?? 0;
  if (free < before.file_mb + reserve_mb) {
    const text = `${volume} needs ${String(before.file_mb)} MB beside ${String(reserve_mb)} MB that are kept free, free are ${String(free)} MB`;
    throw ourError('DiskFull', text, volume);
  }
  if (!folderExists(computer, folderOf(path))) await session.run('New-Item', { path: folderOf(path) });
  const places = { path: source, destination: temporary };
  if (extensionOf(source) === extensionOf(path)) await session.run('Copy-Item', places);
  else await session.run('Convert-VHD', { ...places, type: 'dynamic' });
  requireSame(computer, before);
  await session.run('Set-ItemProperty', { path: temporary, read_only: true });
}
