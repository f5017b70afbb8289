import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A public key of the person. */
export interface PublicKey {
  /** Name of its file, such as `id_ed25519.pub`. */
  readonly file: string;
  /** The one line of the file. */
  readonly key: string;
  /** What stands behind the key, by habit whose it is; may be empty. */
  readonly comment: string;
}

/** Only files that `ssh-keygen` names so: no other file of the folder is opened. */
const PUBLIC_FILE = /^id_[\w.@-]+\.pub$/;
/** Bytes of a file that are read at most; the largest key is a tenth of it. */
const MOST_BYTES = 16_384;

/** The public keys in a folder, such as `~/.ssh`, by name; none where there is no folder. Never rejects. */
export async function publicKeysIn(folder: string): Promise<readonly PublicKey[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => PUBLIC_FILE.test(name)).sort();
  const found = await Promise.all(files.map((file) => publicKey(folder, file).catch(() => null)));
  return found.filter((key) => key !== null);
}

async function publicKey(folder: string, file: string): Promise<PublicKey | null> {
  const path = join(folder, file);
  const status = await stat(path);
  if (!status.isFile() || status.size > MOST_BYTES) return null;
  const key = (await readFile(path, 'utf8')).trim();
  // Whatever the file is called: only what is one line of a public key leaves it.
  const match = /^(?:ssh|ecdsa|sk)-[\w@.-]+[ \t]+[A-Za-z0-9+/]+=*(?:[ \t]+(\S.*))?$/.exec(key);
  return match === null ? null : { file, key, comment: match[1] ?? '' };
}
