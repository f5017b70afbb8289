import { DESCRIPTOR, FIELD, JOLIET_ESCAPES, RECORD_BYTES, SECTOR, SYSTEM_SECTORS } from './layout.ts';

/** What an image holds in its root folder. */
export interface IsoContent {
  readonly label: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads an image by its Joliet names; null where it is none. Whatever lies in folders is left out. */
export function readIso(image: Uint8Array): IsoContent | null {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  for (let sector = SYSTEM_SECTORS; (sector + 1) * SECTOR <= image.length; sector += 1) {
    const at = sector * SECTOR;
    if (String.fromCharCode(...image.subarray(at + 1, at + 6)) !== 'CD001') return null;
    if (image[at] === DESCRIPTOR.terminator) return null;
    const escapes = image.subarray(at + FIELD.escapes, at + FIELD.escapes + 3);
    if (
      image[at] !== DESCRIPTOR.supplementary ||
      JOLIET_ESCAPES.some((byte, index) => escapes[index] !== byte)
    )
      continue;
    const label = ucs2(image.subarray(at + FIELD.volumeId, at + FIELD.volumeId + 32)).trimEnd();
    const root = at + FIELD.root;
    return { label, files: filesOf(image, view.getUint32(root + 2, true), view.getUint32(root + 10, true)) };
  }
  return null;
}

function filesOf(image: Uint8Array, sector: number, length: number): Map<string, Uint8Array> {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const files = new Map<string, Uint8Array>();
  const end = Math.min(image.length, sector * SECTOR + length);
  for (let at = sector * SECTOR; at + RECORD_BYTES <= end;) {
    const size = image[at] ?? 0;
    // A record never crosses a sector: what is left of one is empty.
    if (size === 0) at = (Math.floor(at / SECTOR) + 1) * SECTOR;
    else {
      const name = ucs2(image.subarray(at + RECORD_BYTES, at + RECORD_BYTES + (image[at + 32] ?? 0)));
      const from = view.getUint32(at + 2, true) * SECTOR;
      if (((image[at + 25] ?? 0) & 2) === 0)
        files.set(name.replace(/;\d+$/, ''), image.subarray(from, from + view.getUint32(at + 10, true)));
      at += size;
    }
  }
  return files;
}

function ucs2(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text;
}
