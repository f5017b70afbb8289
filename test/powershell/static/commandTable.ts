import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names and parameters of commands, taken from the sources that `sources` names. */
export interface CommandTable {
  readonly sources: Readonly<Record<string, string>>;
  /** Windows PowerShell 5.1: the names of all commands of a module. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
  /** Names of all cmdlets in the documentation of Hyper-V's module for Windows Server 2025. */
  readonly hyperv_2025: readonly string[];
  /** Parameters of the commands that our scripts call. */
  readonly parameters: Readonly<Record<'5.1' | '2025', Readonly<Record<string, readonly string[]>>>>;
}

/** The table that is kept beside the tests. */
export function readCommandTable(): CommandTable {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'commands.json'), 'utf8')) as CommandTable;
}

/** Parameters that every cmdlet has in 5.1. */
export const COMMON_PARAMETERS: readonly string[] = [
  'Debug',
  'ErrorAction',
  'ErrorVariable',
  'InformationAction',
  'InformationVariable',
  'OutBuffer',
  'OutVariable',
  'PipelineVariable',
  'Verbose',
  'WarningAction',
  'WarningVariable',
];

/** Parameters that Windows PowerShell lacks; a call must ask first which PowerShell it runs in. */
export const POWERSHELL_7_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'Set-Content': ['AsByteStream'],
};

/** Parameters that 5.1 on Windows Server 2016 lacks; a call must ask first whether this machine has them. */
export const NEWER_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'Set-VM': ['AutomaticCheckpointsEnabled'],
};
