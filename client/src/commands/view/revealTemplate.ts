import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { templatePath } from '#schemas/lsp/templateUri.ts';
import type { Parts } from '../../parts.ts';
import { templateRowId } from '../../views/hosts/templateRows.ts';
import { CommandFailure } from '../commandFailure.ts';
import { openStore } from '../openStore.ts';

/** Shows a template in the tree of the host: the one at an address, as specs have it, or the one that is picked. */
export async function run(parts: Pick<Parts, 'hostLink' | 'trees'>, argument: unknown): Promise<void> {
  const { state } = await openStore(parts);
  const path = typeof argument === 'string' ? templatePath(argument) : await pick(state.templates.templates);
  if (path === null) return;
  const { view, source } = parts.trees.hosts;
  const node = (await source()).find(templateRowId(path));
  if (node === undefined) {
    throw new CommandFailure(
      l10n.t('{0} has no template {1}.', state.host.name, path),
      l10n.t('Its templates are listed in the view "Hosts".'),
    );
  }
  await view.reveal(node, { select: true, focus: true, expand: true });
}

async function pick(templates: readonly { readonly path: string }[]): Promise<string | null> {
  const paths = templates.map(({ path }) => path);
  return (await window.showQuickPick(paths, { placeHolder: l10n.t('Which template?') })) ?? null;
}
