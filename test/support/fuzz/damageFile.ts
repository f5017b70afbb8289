import type { Random } from '../../../server/src/host/ports.ts';

/** SQLite's page, in bytes. */
const PAGE = 4096;

/** A file as a failing disk or a torn write may leave it, and what was done to it. */
export interface DamagedFile {
  readonly bytes: Buffer;
  readonly what: string;
}

/** Damages a copy in one of the usual ways. */
export function damageFile(whole: Buffer, random: Random): DamagedFile {
  const at = Math.floor(random.fraction() * whole.length);
  const page = at - (at % PAGE);
  const bytes = Buffer.from(whole);
  switch (Math.floor(random.fraction() * 6)) {
    case 0:
      return { bytes: bytes.subarray(0, at), what: `cut at ${String(at)}` };
    case 1:
      return { bytes: bytes.fill(0, page, page + PAGE), what: `zeros in the page at ${String(page)}` };
    case 2:
      bytes.set(random.bytes(Math.min(64, whole.length - at)), at);
      return { bytes, what: `random bytes at ${String(at)}` };
    case 3: {
      const header = at % 100;
      bytes[header] = whole.readUInt8(header) ^ (1 << (at % 8));
      return { bytes, what: `bit ${String(at % 8)} of byte ${String(header)} of the header` };
    }
    default:
      bytes[at] = whole.readUInt8(at) ^ (1 << (at % 8));
      return { bytes, what: `bit ${String(at % 8)} of byte ${String(at)}` };
  }
}
