import type { DiskFile } from './machine/model.ts';

const HEX_DIGITS = 12;

/** The identifier in the header of a disk that changes with its content: it counts the changes here. */
export function dataGuidOf({ content }: Pick<DiskFile, 'content'>): string {
  return `da7a0000-0000-4000-8000-${content.toString(16).padStart(HEX_DIGITS, '0')}`;
}

/** What a driver says of a disk's content, or null where nothing can be read. */
export function contentStampOf(disk: DiskFile): string | null {
  return disk.damaged ? null : dataGuidOf(disk);
}
