import type { OperatingSystem } from '../inventory.ts';
/** Part of the name of a copy that is not whole yet. */
export declare const UNFINISHED = '.adding.';
/** True for the name of a copy that is being written: it is no template, whatever it holds. */
export declare function isUnfinished(path: string): boolean;
/** Name that a copy has until it is whole. It ends as a disk does, since the cmdlets for disks ask for that. */
export declare function temporaryPath(path: string, id: string): string;
/** Last part of a path. */
export declare function fileName(path: string): string;
/** Name of a file without its extension. */
export declare function baseName(path: string): string;
/** The extension with its dot, in lower case. */
export declare function extensionOf(path: string): string;
/**
 * A name for the next version beside the old one: `ubuntu-v2` after `ubuntu`, `ubuntu-v3` after `ubuntu-v2`, and further
 * while a path is taken.
 */
export declare function nextVersion(old: string, taken: (name: string) => boolean): string;
/** The system that the name of a file speaks of; only a default, since anybody may call a file anything. */
export declare function systemNamed(path: string): OperatingSystem;
/** Finds what lies under a path, whatever the case of its letters. */
export declare function atPath<
  T extends {
    readonly path: string;
  },
>(items: readonly T[], path: string): T | undefined;
