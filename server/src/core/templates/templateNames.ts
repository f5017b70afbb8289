import type { OperatingSystem } from '../inventory.ts';
import { samePath } from '../windowsPath.ts';

/** Part of the name of a copy that is not whole yet. */
export const UNFINISHED = '.adding.';

/** True for the name of a copy that is being written: it is no template, whatever it holds. */
export function isUnfinished(path: string): boolean {
  return /\.adding\.vhdx?$/i.test(path);
}

/** Name that a copy has until it is whole. It ends as a disk does, since the cmdlets for disks ask for that. */
export function temporaryPath(path: string, id: string): string {
  const dot = path.lastIndexOf('.');
  return `${path.slice(0, dot)}.${id.slice(0, 8)}${UNFINISHED}${path.slice(dot + 1)}`;
}

/** Last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}

/** Name of a file without its extension. */
export function baseName(path: string): string {
  return fileName(path).replace(/\.[^.]*$/, '');
}

/** The extension with its dot, in lower case. */
export function extensionOf(path: string): string {
  return (/\.[^.\\]*$/.exec(path)?.[0] ?? '').toLowerCase();
}

/**
 * A name for the next version beside the old one: `ubuntu-v2` after `ubuntu`, `ubuntu-v3` after `ubuntu-v2`, and further
 * while a path is taken.
 */
export function nextVersion(old: string, taken: (name: string) => boolean): string {
  const found = /^(.*)-v(\d{1,6})$/i.exec(old);
  const stem = found?.[1] ?? old;
  for (let version = Number(found?.[2] ?? 1) + 1; ; version += 1) {
    const name = `${stem}-v${version}`;
    if (!taken(name)) return name;
  }
}

/** Names of systems as people write them into names of files. */
const LINUX = /ubuntu|debian|rocky|alma|fedora|centos|suse|alpine|oracle-?linux|linux/i;
const WINDOWS = /windows|(?<![a-z])win(?![a-z])|win(?:dows)?-?(?:10|11|20\d\d)|server[-_ ]?20\d\d/i;

/** The system that the name of a file speaks of; only a default, since anybody may call a file anything. */
export function systemNamed(path: string): OperatingSystem {
  const name = fileName(path);
  const [linux, windows] = [LINUX.test(name), WINDOWS.test(name)];
  if (linux === windows) return 'unknown';
  return linux ? 'linux' : 'windows';
}

/** Finds what lies under a path, whatever the case of its letters. */
export function atPath<T extends { readonly path: string }>(
  items: readonly T[],
  path: string,
): T | undefined {
  return items.find((item) => samePath(item.path, path));
}
