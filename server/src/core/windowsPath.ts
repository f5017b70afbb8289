import { isDeviceName } from './deviceNames.ts';

/** Longest name of a file or folder that Windows file systems take. */
const LONGEST_SEGMENT = 255;

/**
 * Why a path is not a plain absolute drive path, in words that follow "… must be written as C:\Folder\file: ", or
 * null. It is judged by its letters alone: nothing is opened, so a share or a device is never touched.
 */
export function pathFault(path: string): string | null {
  if (/^file:/i.test(path)) return 'it is a URL';
  if (/^[\\/]{2}[?.][\\/]/.test(path) || path.startsWith('\\??\\')) return 'it is a device path';
  if (/^[\\/]{2}/.test(path)) return 'it is a network share';
  if (path.includes('%')) return 'it holds %, and variables are not replaced';
  if (!/^[A-Za-z]:\\/.test(path)) return 'it does not begin with a drive and a backslash';
  for (const segment of path.slice(3).split('\\')) {
    const fault = segmentFault(segment);
    if (fault !== null) return fault;
  }
  return null;
}

/** True when both paths name the same file, as far as letters tell: Windows ignores case. */
export function samePath(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** True when the path lies below the folder, compared name by name. */
export function isBelow(path: string, folder: string): boolean {
  const root = folder.replace(/\\+$/, '').toLowerCase();
  return path.toLowerCase().startsWith(`${root}\\`);
}

function segmentFault(segment: string): string | null {
  if (segment === '') return 'a name between two backslashes is empty';
  if (segment === '.' || segment === '..') return 'it holds . or .. as a folder';
  if (segment.includes(':')) return 'it holds a colon after the drive';
  if (segment.includes('/')) return 'it holds a forward slash';
  if (/[<>"|?*[\]]/.test(segment)) return 'it holds one of < > " | ? * [ ]';
  if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(segment)) return 'it holds an invisible character';
  if (/[. ]$/.test(segment)) return 'a name ends with a dot or a space';
  if (/~\d/.test(segment)) return 'it holds a short name (~1)';
  if (isDeviceName(segment)) return `${segment} is a Windows device`;
  return segment.length > LONGEST_SEGMENT ? 'a name is longer than 255 characters' : null;
}
