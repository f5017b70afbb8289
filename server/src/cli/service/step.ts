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

/** Removes a folder with all that is in it, if `make-folder` made it. */
export interface UnmakeFolder {
  readonly kind: 'unmake-folder';
  readonly path: string;
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

/** Copies the files that `SHA256SUMS` of a package lists, each checked, and puts the folder in its place when it is whole. */
export interface PlaceProgram {
  readonly kind: 'place-program';
  readonly from: string;
  readonly to: string;
}

/** Takes a placed program away; one that it replaced comes back. */
export interface UnplaceProgram {
  readonly kind: 'unplace-program';
  readonly to: string;
}

/** Keeps these entries of a folder, and everything whose name does not fit `pattern`. */
export interface KeepOnly {
  readonly kind: 'keep-only';
  readonly folder: string;
  readonly pattern: string;
  readonly keep: readonly string[] | { readonly newest: number };
}

/** Runs whoami and refuses to go on unless this is an elevated administrator. */
export interface CheckRights {
  readonly kind: 'check-rights';
  readonly command: Command;
}

/** Runs a script and refuses to go on where scripts are not allowed, or the data folder belongs to somebody else. */
export interface CheckScripts {
  readonly kind: 'check-scripts';
  readonly command: Command;
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
  | KeepOnly
  | CheckRights
  | CheckScripts
  | MakeCertificate
  | CopyCertificate
  | BackUp
  | BringBack
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
  /** The plan goes on when it fails, with a warning. */
  readonly optional?: true;
}
