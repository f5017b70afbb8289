import type { DiskFormat } from '../inventory.ts';

/** How a disk becomes a template. */
export interface AddTemplateParams {
  /** The disk as it is now. */
  readonly source: string;
  /** Where the template is to lie, below a template root; the source itself when it lies there already. */
  readonly path: string;
  /** Name under which the copy is written before it gets its own; null: the source stays where it is. */
  readonly temporary: string | null;
  /** An earlier call may have done part of it, so that a file under `path` may be its work. */
  readonly resumed: boolean;
  /** Free space in MB that has to be left on the volume. */
  readonly reserve_mb: number;
}

/** A template as it was found once it was there. */
export interface AddedTemplate {
  readonly format: DiskFormat;
  readonly disk_id: string;
  readonly size_mb: number;
  readonly content_stamp: string | null;
}

/** Files to remove. Nothing outside the roots is touched, and no disk of a VM. */
export interface RemoveTemplateParams {
  readonly files: readonly string[];
  readonly roots: readonly string[];
}
