import { win32 } from 'node:path';

/** What two spellings of one Windows path have in common: lower case, backslashes, no trailing one. */
export function pathKey(path: string): string {
  return withoutTrailing(path.replaceAll('/', '\\')).toLowerCase();
}

/** The drive of a path with its backslash in upper case, `C:\`, or the empty string. */
export function volumeOf(path: string): string {
  return /^[A-Za-z]:/.test(path) ? `${path.slice(0, 2).toUpperCase()}\\` : '';
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return win32.dirname(withoutTrailing(path));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return win32.basename(withoutTrailing(path));
}

/** Joins parts to a path, with exactly one backslash between them. */
export function joinPath(...parts: readonly string[]): string {
  return win32.join(...parts);
}

/** The file name extension in lower case with its dot. */
export function extensionOf(path: string): string {
  return win32.extname(path).toLowerCase();
}

/** Whether `path` is something inside `folder`, compared part by part; a folder is not inside itself. */
export function isInside(path: string, folder: string): boolean {
  return keyIsInside(pathKey(path), folder);
}

/** The same for what is a path key already. */
export function keyIsInside(key: string, folder: string): boolean {
  return key.startsWith(`${pathKey(folder)}\\`);
}

/** The folders above a path, the outermost first, without the drive itself. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); !isDrive(folder); folder = folderOf(folder)) folders.unshift(folder);
  return folders;
}

/** Whether a path is a drive (`C:\`), or has no drive to end at. */
export function isDrive(path: string): boolean {
  return /^[A-Za-z]:\\?$/.test(path) || folderOf(path) === path;
}

function withoutTrailing(path: string): string {
  return path.replace(/(?<!^[A-Za-z]:)\\+$/, '').replace(/^([A-Za-z]:)$/, '$1\\');
}
