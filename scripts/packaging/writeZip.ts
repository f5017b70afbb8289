import { zipSync, type Zippable } from 'fflate';
import type { PackedFile } from './packedFile.ts';

/** The same for every file: a zip of the same files has the same bytes. A zip holds local time, so this is one, too. */
const TIME = new Date(2000, 0, 1);
/** What says "Unix, an ordinary file, readable by all". */
const UNIX = 3;
const ATTRIBUTES = 0o100644 << 16;
/** Deflate's own default: higher ones take much longer for one percent. */
const LEVEL = 6;

/** The files as a zip, below one folder (empty: none), in the order that they are given in. */
export function writeZip(folder: string, files: readonly PackedFile[]): Uint8Array {
  const entries = files.map(({ name, bytes }): [string, Zippable[string]] => [
    folder === '' ? name : `${folder}/${name}`,
    [bytes, { level: LEVEL, mtime: TIME, os: UNIX, attrs: ATTRIBUTES }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
