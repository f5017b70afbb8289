import { Uri } from 'vscode';
import { showAs } from '../form/showAs.ts';
import { CommandFailure } from './commandFailure.ts';
import { shownSpec } from './shownSpec.ts';

/** Shows a spec as text, in place of its form. */
export async function run(_parts: unknown, argument: unknown): Promise<void> {
  const uri = argument instanceof Uri ? argument : shownSpec();
  if (uri === null) throw new CommandFailure('No spec is open.', 'Open a .vmspec.json file first.');
  await showAs(uri, 'text');
}
