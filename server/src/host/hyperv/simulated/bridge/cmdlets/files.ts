import { fileError } from '../../machine/cmdletError.ts';
import type { Computer } from '../../machine/computer.ts';
import type { MachineFile } from '../../machine/model.ts';
import { fileAt, filesIn, folderExists } from '../../machine/storage.ts';
import { folderOf, isDrive, nameOf, pathKey } from '../../machine/windowsPath.ts';
import type { Bound } from '../bound.ts';
import { notSimulated, type BridgeCmdlet } from '../bridgeCall.ts';
import { hasWildcard, nameMatcher } from '../findVms.ts';
import { changeTimes } from '../outputs/changeTimes.ts';
import { BYTES_PER_MB, type Output } from '../outputs/owner.ts';

/** `Test-Path` of a file, a folder or a drive. */
export const TEST_PATH: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'PathType'],
  run: (call, bound) =>
    call.session.look('Get-ChildItem', () => {
      const type = bound.text('PathType') ?? 'Any';
      const folder = (item: Output): boolean => item['PSIsContainer'] === true;
      const found = itemsAt(call.session.computer, bound);
      return [found.some((item) => type === 'Any' || folder(item) === (type === 'Container'))];
    }),
};

/** `Get-Item`. */
export const GET_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], (path) =>
      call.session.look('Get-ChildItem', () => {
        const found = itemsAt(call.session.computer, bound);
        if (found.length === 0 && !isPattern(bound)) throw missing('Get-Item', path);
        return found;
      }),
    ),
};

/** `Get-ChildItem`: what lies in a folder, at any depth with `-Recurse`. */
export const GET_CHILD_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'Recurse', 'Filter'],
  run: (call, bound) => {
    const matches = nameMatcher(bound.text('Filter') ?? '*');
    return call.each(bound.texts('Path') ?? [], (path) =>
      call.session.look('Get-ChildItem', () => {
        const { computer } = call.session;
        if (!folderExists(computer, path)) {
          if (isPattern(bound)) return itemsAt(computer, bound);
          const file = fileAt(computer, path);
          if (file === undefined) throw missing('Get-ChildItem', path);
          return [fileOutput(computer, file)];
        }
        const inside = bound.flag('Recurse')
          ? filesIn(computer, trimmed(path))
          : computer.state.filesDirectlyIn(path);
        const changedAt = changeTimes(computer);
        return inside
          .filter((file) => matches(nameOf(file.path)))
          .map((file) => fileOutput(computer, file, changedAt));
      }),
    );
  },
};

/** `New-Item` of a folder or a small text file. */
export const NEW_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'ItemType', 'Force', 'Value'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      const { computer } = call.session;
      const there = fileAt(computer, path) !== undefined || folderExists(computer, path);
      if (there && !bound.flag('Force')) {
        const text = `An item with the specified name ${path} already exists.`;
        throw fileError('DirectoryExist', 'New-Item', text, { category: 'ResourceExists', target: path });
      }
      if (bound.text('ItemType')?.toLowerCase() === 'directory') await call.session.run('New-Item', { path });
      else await call.session.run('Set-Content', { path, value: bound.text('Value') ?? '' });
      const made = fileAt(computer, path);
      return made === undefined ? [] : [fileOutput(call.session.computer, made)];
    }),
};

/** `Remove-Item`; with `-Recurse` what lies deepest goes first. */
export const REMOVE_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'Recurse'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      const { computer } = call.session;
      const inside = bound.flag('Recurse') ? [...filesIn(computer, trimmed(path))] : [];
      const deepestFirst = inside.sort((a, b) => b.path.length - a.path.length);
      for (const file of deepestFirst) await call.session.run('Remove-Item', { path: file.path });
      await call.session.run('Remove-Item', { path });
      return [];
    }),
};

/** `Copy-Item` of one disk file. */
export const COPY_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'Destination'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      const destination = bound.text('Destination') ?? '';
      await call.session.run('Copy-Item', { path, destination });
      const made = fileAt(call.session.computer, destination);
      return made === undefined ? [] : [fileOutput(call.session.computer, made)];
    }),
};

/** `Get-Content` of a text file, in one piece. */
export const GET_CONTENT: BridgeCmdlet = {
  takes: ['Path', 'Literal'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], (path) =>
      call.session.look('Get-ChildItem', () => {
        const file = fileAt(call.session.computer, path);
        if (file?.kind !== 'text') throw missing('Get-Content', path);
        return [file.text];
      }),
    ),
};

/** `Set-Content` and `Add-Content` of a small text file; bytes come as base64, and always replace what is there. */
export function writeContent(mode: 'set' | 'add'): BridgeCmdlet {
  return {
    takes: ['Path', 'Value', 'AsByteStream'],
    run: (call, bound) =>
      call.each([bound.text('Path') ?? ''], async (path) => {
        if (bound.flag('AsByteStream')) {
          const value = Buffer.from(bound.text('Value') ?? '', 'base64');
          await call.session.run('Set-Content', { path, value });
          return [];
        }
        const file = fileAt(call.session.computer, path);
        const before = mode === 'add' && file?.kind === 'text' ? file.text : '';
        await call.session.run('Set-Content', { path, value: before + (bound.text('Value') ?? '') });
        return [];
      }),
  };
}

/** `Rename-Item`: a new name in the same folder. */
export const RENAME_ITEM: BridgeCmdlet = {
  takes: ['Path', 'Literal', 'NewName'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      await call.session.run('Rename-Item', { path, new_name: bound.text('NewName') ?? '' });
      return [];
    }),
};

/** `Set-ItemProperty` of the attribute IsReadOnly. */
export const SET_ITEM_PROPERTY: BridgeCmdlet = {
  takes: ['Path', 'Name', 'Value'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], async (path) => {
      if (bound.text('Name') !== 'IsReadOnly') throw notSimulated(`The property ${bound.text('Name') ?? ''}`);
      await call.session.run('Set-ItemProperty', { path, read_only: bound.flag('Value') });
      return [];
    }),
};

function isPattern(bound: Bound): boolean {
  return !bound.flag('Literal') && hasWildcard(bound.text('Path') ?? '');
}

function itemsAt(computer: Computer, bound: Bound): readonly Output[] {
  const path = bound.text('Path') ?? '';
  if (isPattern(bound)) {
    const matches = nameMatcher(nameOf(path));
    return computer.state
      .filesDirectlyIn(folderOf(path))
      .filter((file) => matches(nameOf(file.path)))
      .map((file) => fileOutput(computer, file));
  }
  const file = fileAt(computer, path);
  if (file !== undefined) return [fileOutput(computer, file)];
  return isDrive(path) && folderExists(computer, path)
    ? [fileOutput(computer, { kind: 'folder', path: path.slice(0, 3), file_mb: 0 })]
    : [];
}

/** A file or folder; PowerShell makes of it what `FileInfo` and `DirectoryInfo` tell. */
function fileOutput(computer: Computer, file: MachineFile, changedAt = changeTimes(computer)): Output {
  return {
    FullName: file.path,
    PSIsContainer: file.kind === 'folder',
    Length: lengthOf(file),
    LastWriteTimeUtc: changedAt(pathKey(file.path)),
    ReadOnly: file.kind === 'disk' && file.read_only === true,
    Sparse: file.kind === 'disk' && file.sparse === true,
  };
}

function lengthOf(file: MachineFile): number {
  if (file.kind === 'binary') return file.bytes;
  return file.kind === 'text' ? Buffer.byteLength(file.text) : file.file_mb * BYTES_PER_MB;
}

function missing(cmdlet: string, path: string): Error {
  const text = `Cannot find path '${path}' because it does not exist.`;
  return fileError('PathNotFound', cmdlet, text, { category: 'ObjectNotFound', target: path });
}

/** `C:\` as `C:`, so that a backslash can follow. */
function trimmed(path: string): string {
  return path.replace(/\\+$/, '');
}
