import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package; its name has `/` between folders. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file that is made of text. */
export function packText(name: string, content: string): PackedFile {
  return { name, bytes: Buffer.from(content) };
}

/** A file of a folder, under another name. */
export function packFile(folder: string, path: string, name: string): PackedFile {
  return { name, bytes: readFileSync(join(folder, path)) };
}

/** Every file below a folder, by its path from there. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/** In the order of their names, for packages that are the same whenever they are made of the same. */
export function byName({ name: one }: PackedFile, { name: other }: PackedFile): number {
  return one < other ? -1 : 1;
}
