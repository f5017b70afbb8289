import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { fileErrorCode } from '../settings/files.ts';

/** A spec as it was found: the bytes are sent as they are. */
export interface SpecFile {
  /** Path as given, or `<stdin>`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is said about a file that cannot be read. */
function unreadable(path: string, error: unknown): CliFailure {
  const code = fileErrorCode(error);
  if (code === 'ENOENT') {
    return new CliFailure(exitCodes.invalidSpec, `There is no file ${path}.`, 'Check the path.');
  }
  const what = code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
  return new CliFailure(exitCodes.invalidSpec, `${path} ${what}.`, 'Name a .vmspec.json file.');
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes: Uint8Array =
      typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    // One byte too many is enough to refuse it, whatever still comes.
    if (size > SPEC_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** Reads a spec from a path, or from `stdin` for `-`. Throws CliFailure when it cannot be read. */
export async function readSpecFile(path: string, stdin: Readable): Promise<SpecFile> {
  if (path === '-') return { name: '<stdin>', bytes: await readAll(stdin) };
  try {
    return { name: path, bytes: await readAll(createReadStream(path)) };
  } catch (error) {
    throw unreadable(path, error);
  }
}
