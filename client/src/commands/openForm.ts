import { commands, Uri } from 'vscode';
import { FORM_VIEW } from '../form/viewType.ts';
import { CommandFailure } from './commandFailure.ts';
import { shownSpec } from './shownSpec.ts';

/** Shows a spec as a form, in place of its text. */
export async function run(_parts: unknown, argument: unknown): Promise<void> {
  const uri = argument instanceof Uri ? argument : shownSpec();
  if (uri === null) throw new CommandFailure('No spec is open.', 'Open a .vmspec.json file first.');
  await commands.executeCommand('vscode.openWith', uri, FORM_VIEW);
}
