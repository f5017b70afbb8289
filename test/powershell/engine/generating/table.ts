import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the simulated module is made of: facts about the real one, as `cmdlets.json` keeps them. */
export interface ModuleTable {
  readonly cmdlets: Readonly<Record<string, CmdletFacts>>;
  readonly enums: Readonly<Record<string, EnumFacts>>;
  readonly classes: Readonly<Record<string, ClassFacts>>;
}

/** `impact` null: the cmdlet has neither -WhatIf nor -Confirm. */
export interface CmdletFacts {
  readonly set: string | null;
  readonly impact: 'Low' | 'Medium' | 'High' | null;
  readonly outputs: readonly string[];
  readonly parameters: Readonly<Record<string, ParameterFacts>>;
}

/** `sets`: `name of the set|position|flags`, see `about` in the table. */
export interface ParameterFacts {
  readonly type: string;
  readonly aliases?: readonly string[];
  readonly validate?: readonly string[];
  readonly values?: readonly string[];
  readonly sets: readonly string[];
}

export interface EnumFacts {
  readonly underlying: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface ClassFacts {
  readonly base: string | null;
  readonly properties: Readonly<Record<string, string>>;
}

/** Reads the table. */
export function readTable(folder = join(import.meta.dirname, '..')): ModuleTable {
  const table: ModuleTable = JSON.parse(readFileSync(join(folder, 'cmdlets.json'), 'utf8'));
  return table;
}

/** Splits a full name into its name space and its name; a nested type stays with the class around it. */
export function splitName(full: string): { readonly space: string; readonly name: string } {
  const nested = /^(.*\.Commands)\.(\w+\.\w+)$/.exec(full);
  if (nested !== null) return { space: nested[1] ?? '', name: nested[2] ?? '' };
  const dot = full.lastIndexOf('.');
  return { space: full.slice(0, dot), name: full.slice(dot + 1) };
}
