import { gunzipSync, gzipSync } from 'node:zlib';
import type { BinaryFile } from './model.ts';

/** A small file of bytes; the journal keeps it packed, since an image of settings is nearly all zeros. */
export function binaryFile(path: string, bytes: Uint8Array): BinaryFile {
  return {
    kind: 'binary',
    path,
    packed: gzipSync(bytes).toString('base64'),
    bytes: bytes.length,
    file_mb: 0,
  };
}

/** The bytes of such a file. */
export function bytesOf({ packed }: BinaryFile): Uint8Array {
  return gunzipSync(Buffer.from(packed, 'base64'));
}
