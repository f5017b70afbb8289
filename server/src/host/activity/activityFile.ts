import {
  closeSync,
  fchmodSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';

/** Where records go, line by line. */
export interface ActivityFile {
  /** Adds a line; it is with the operating system when this returns. Throws what the file system throws. */
  append(line: string): void;
  close(): void;
}

export interface ActivityFileOptions {
  readonly path: string;
  /** Size at which a new file is begun, in bytes. */
  readonly maxBytes?: number;
  /** Files that are kept, the one that is written included. */
  readonly kept?: number;
}

const MAX_BYTES = 10 * 1024 * 1024;
export const KEPT_FILES = 10;
/** Read and written by its owner only (on Windows by whom the data directory lets in). */
const PRIVATE_FILE = 0o600;
const NEWLINE = 0x0a;

/** Path of the file that was written `age` files ago; 0: the one that is written. */
export function activityPath(path: string, age: number): string {
  return age === 0 ? path : path.replace(/(\.log)?$/, `.${age}$1`);
}

/**
 * A file that only grows and is followed by a new one when it is full; the oldest is removed then. Written at once and
 * not through a buffer, so that a killed host has written what it did. It is opened by the first line, and again after
 * a failure, so that a disk that was full or away does no lasting harm.
 */
export function openActivityFile({
  path,
  maxBytes = MAX_BYTES,
  kept = KEPT_FILES,
}: ActivityFileOptions): ActivityFile {
  const state: { fd: number | null } = { fd: null };
  const close = (): void => {
    if (state.fd !== null) closeSync(state.fd);
    state.fd = null;
  };
  return {
    close,
    append: (line) => {
      try {
        const fd = (state.fd ??= openForAppending(path));
        writeAll(fd, Buffer.from(`${line}\n`));
        if (fstatSync(fd).size < maxBytes) return;
        close();
        beginAnew(path, kept);
      } catch (error) {
        close();
        throw error;
      }
    },
  };
}

function openForAppending(path: string): number {
  const fd = openSync(path, 'a+', PRIVATE_FILE);
  try {
    if (fstatSync(fd).isFile()) {
      fchmodSync(fd, PRIVATE_FILE);
      if (endsInMidLine(fd)) writeAll(fd, Buffer.of(NEWLINE));
    }
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** A host that was killed, or a disk that ran full, may have left half a line. */
function endsInMidLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last[0] !== NEWLINE;
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

function beginAnew(path: string, kept: number): void {
  rmSync(activityPath(path, kept - 1), { force: true });
  for (let age = kept - 2; age >= 0; age -= 1) {
    if (statSync(activityPath(path, age), { throwIfNoEntry: false }) !== undefined)
      renameSync(activityPath(path, age), activityPath(path, age + 1));
  }
}
