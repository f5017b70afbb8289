import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../support/goals/measured.ts';

/** The variables by which tests know that they run at full size, and where to write down what they measure. */
export function soakVariables(folder: string): Record<string, string> {
  return { VMSPEC_SOAK: '1', VMSPEC_GOALS_FILE: fileIn(folder) };
}

/** What tests have written down. */
export function readLines(folder: string): Measured[] {
  if (!existsSync(fileIn(folder))) return [];
  const lines = readFileSync(fileIn(folder), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Measured);
}

function fileIn(folder: string): string {
  return join(folder, 'goals.jsonl');
}
