import type { Command } from './commandLine.ts';

/** Runs a program; it must end with 0, or with one of `accept`, or anyhow. */
export interface Run extends Command {
  readonly kind: 'run';
  readonly accept?: readonly number[] | 'any';
}

/** Makes a folder where there is none. */
export interface MakeFolder {
  readonly kind: 'make-folder';
  readonly path: string;
}

/** Makes a folder with its final rights, or gives an existing one these rights and no others. */
export interface ProtectFolder {
  readonly kind: 'protect-folder';
  readonly path: string;
  readonly command: Command;
}

/** Removes a folder with all that is in it, if it was made before. */
export interface UnmakeFolder {
  readonly kind: 'unmake-folder';
  readonly path: string;
  /** What is in it stays, and the folder with it. */
  readonly onlyEmpty?: true;
}

/** Writes a text file in one go. */
export interface WriteFile {
  readonly kind: 'write';
  readonly path: string;
  readonly text: string;
  readonly encoding?: 'utf16le';
}

/** Puts back what a file was before it was written; removes it where there was none. */
export interface PutBack {
  readonly kind: 'put-back';
  readonly paths: readonly string[];
}

/** Removes a file, or a folder with all that is in it. */
export interface Remove {
  readonly kind: 'remove';
  readonly path: string;
}

/** Copies the files that `SHA256SUMS` of a package lists, each checked, beside `to`; nothing where `to` is the same. */
export interface PlaceProgram {
  readonly kind: 'place-program';
  readonly from: string;
  readonly to: string;
}

/** Takes the copy away. */
export interface UnplaceProgram {
  readonly kind: 'unplace-program';
  readonly to: string;
}

/** Puts the copy in its place, and aside what is there. */
export interface SwapProgram {
  readonly kind: 'swap-program';
  readonly to: string;
}

/** Takes it away again; what it replaced comes back. */
export interface UnswapProgram {
  readonly kind: 'unswap-program';
  readonly to: string;
}

/** Keeps the newest by name of what is named like `pattern`. */
export interface KeepNewest {
  readonly kind: 'keep-newest';
  readonly folder: string;
  readonly pattern: string;
  readonly count: number;
}

/** Removes every version of ours from the program folder except these. */
export interface KeepVersions {
  readonly kind: 'keep-versions';
  readonly folder: string;
  readonly keep: readonly string[];
}

/** Removes from the program folder what an installation put there, and the folder when it is empty then. */
export interface RemoveProgram {
  readonly kind: 'remove-program';
  readonly folder: string;
  /** Version that this runs from, which stays with the folder; null: none. */
  readonly except: string | null;
}

/** Removes from the data folder what a host or an installation put there, and the folder when it is empty then. */
export interface RemoveData {
  readonly kind: 'remove-data';
  readonly folder: string;
}

/** Runs whoami and refuses to go on unless this is an elevated administrator. */
export interface CheckRights {
  readonly kind: 'check-rights';
  readonly command: Command;
}

/** Runs a script and refuses to go on where scripts are not allowed, or a folder belongs to somebody else. */
export interface CheckScripts {
  readonly kind: 'check-scripts';
  readonly command: Command;
  readonly programRoot: string;
  readonly dataDirectory: string;
}

/** Makes a certificate and its key, unless both are there. */
export interface MakeCertificate {
  readonly kind: 'make-certificate';
  readonly cert: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** Copies a certificate and its key, which must belong together. */
export interface CopyCertificate {
  readonly kind: 'copy-certificate';
  readonly from: { readonly cert: string; readonly key: string };
  readonly cert: string;
  readonly key: string;
}

/** Copies the database of a host that does not run. */
export interface BackUp {
  readonly kind: 'back-up';
  readonly dataDirectory: string;
  readonly to: string;
}

/** Brings a copied database back in place of the one that is there, and removes the copy. */
export interface BringBack {
  readonly kind: 'bring-back';
  readonly dataDirectory: string;
  readonly from: string;
}

/** Refuses to go on when the database could not be brought back. */
export interface CheckRecords {
  readonly kind: 'check-records';
  readonly dataDirectory: string;
  /** Folder of the copy. */
  readonly copy: string;
}

/** Asks the running host to refuse new jobs, to finish those that run, and to end. */
export interface Drain {
  readonly kind: 'drain';
  readonly dataDirectory: string;
  /** Longest time for running jobs; 0: they go on when the host is started again. */
  readonly seconds: number;
}

/** Waits until no host runs on the data directory. */
export interface WaitGone {
  readonly kind: 'wait-gone';
  readonly dataDirectory: string;
}

/** Waits until a host of this version is ready. */
export interface WaitReady {
  readonly kind: 'wait-ready';
  readonly dataDirectory: string;
  readonly version: string;
  /** File that holds what the service prints. */
  readonly output: string;
}

/** One thing that is done, as data: shown by `--dry-run`, carried out by `perform`. */
export type Action =
  | Run
  | MakeFolder
  | UnmakeFolder
  | WriteFile
  | PutBack
  | Remove
  | PlaceProgram
  | UnplaceProgram
  | SwapProgram
  | UnswapProgram
  | KeepNewest
  | KeepVersions
  | RemoveProgram
  | RemoveData
  | ProtectFolder
  | CheckRights
  | CheckScripts
  | MakeCertificate
  | CopyCertificate
  | BackUp
  | BringBack
  | CheckRecords
  | Drain
  | WaitGone
  | WaitReady;

/** A step of a plan. */
export interface Step {
  readonly title: string;
  /** The reason, for a person who reads the plan. */
  readonly why: string;
  readonly acts: readonly Action[];
  /** What takes the step back, also when it was cut short; empty where it changes nothing. */
  readonly undo: readonly Action[];
  /** Done before `undo`; when it fails, the step is not taken back and its reason is told. */
  readonly undoOnlyIf?: Action;
  /** The plan goes on when it fails, with a warning. */
  readonly optional?: true;
}
