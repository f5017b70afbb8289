import * as l10n from '@vscode/l10n';
import { Uri } from 'vscode';
import { showAs } from '../form/showAs.ts';
import { CommandFailure } from './commandFailure.ts';
import { shownSpec } from './shownSpec.ts';

/** Shows a spec as a form, in place of its text. */
export async function run(_parts: unknown, argument: unknown): Promise<void> {
  const uri = argument instanceof Uri ? argument : shownSpec();
  if (uri === null)
    throw new CommandFailure(l10n.t('No spec is open.'), l10n.t('Open a .vmspec.json file first.'));
  await showAs(uri, 'form');
}
