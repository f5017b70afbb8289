import { SEED_LABEL, type SeedFile } from '#core/guest/seedFiles.ts';
import { writeIso } from '#core/iso/writeIso.ts';

/** The disk that a guest reads its settings from, as the bytes of an ISO image. */
export function seedImage(files: readonly SeedFile[]): Uint8Array {
  const encoder = new TextEncoder();
  return writeIso(
    SEED_LABEL,
    files.map(({ name, text }) => ({ name, bytes: encoder.encode(text) })),
  );
}
