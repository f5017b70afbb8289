import * as l10n from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import { examples } from '../newSpec/examples.ts';
import { fillExample, type Known } from '../newSpec/fillExample.ts';
import { freeFile } from '../newSpec/freeFile.ts';
import { writableFolder } from '../newSpec/writableFolder.ts';
import type { Parts } from '../parts.ts';

/**
 * Writes a new spec from an example, with what the connected host has, and opens it: a file in the workspace folder, or
 * among the drafts of the extension where no folder is open.
 */
export async function run(parts: Pick<Parts, 'hostLink' | 'root' | 'drafts'>): Promise<void> {
  const chosen = await window.showQuickPick(examples(), {
    title: l10n.t('New VM Spec'),
    placeHolder: l10n.t('What to begin with'),
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const example = await workspace.fs.readFile(Uri.joinPath(parts.root, 'examples', chosen.file));
  const text = fillExample(new TextDecoder().decode(example), await known(parts));
  const folder = await writableFolder(parts.drafts);
  const file = await freeFile(folder, 'vms');
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await window.showTextDocument(file);
}

/** What is known of the host; nothing is waited for, and nothing is asked in a workspace that is not trusted. */
async function known({ hostLink }: Pick<Parts, 'hostLink'>): Promise<Known | null> {
  const state = workspace.isTrusted ? (await hostLink()).store.state() : null;
  if (state === null) return null;
  const { templates, networks, vms } = state;
  return { templates, networks, vm_names: Array.from(vms.values(), ({ vm_name }) => vm_name) };
}
