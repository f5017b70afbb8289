import type { HostConfig, Installation } from '#schemas/generated/types.ts';

/** How a folder was found. */
export type FolderState = 'missing' | 'empty' | 'used';

/** What is on this computer before an installation. */
export interface Facts {
  /** The installed version, or null. */
  readonly record: Installation | null;
  /** The configuration that is there, or null. */
  readonly config: HostConfig | null;
  readonly programFolder: FolderState;
  readonly dataFolder: FolderState;
  readonly computer: {
    readonly name: string;
    /** Addresses by which other computers may reach it. */
    readonly addresses: readonly string[];
  };
  /** The unpacked package that this runs from. */
  readonly package: {
    readonly version: string;
    readonly folder: string;
  };
}
