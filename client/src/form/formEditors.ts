import { window } from 'vscode';
import type { Disposing } from '../disposing.ts';
import type { Parts } from '../parts.ts';
import { FORM_VIEW } from './viewType.ts';

/** Registers the form as an editor of specs; what it consists of is loaded with the first one. */
export function registerForms(parts: Parts): Disposing {
  const following: { saves: Disposing | null } = { saves: null };
  const provider = window.registerCustomEditorProvider(FORM_VIEW, {
    resolveCustomTextEditor: async (document, panel) => {
      const { openForm, followSaveAs } = await import('./openForm.ts');
      following.saves ??= followSaveAs();
      await openForm(document, panel, parts);
    },
  });
  return {
    dispose: () => {
      provider.dispose();
      following.saves?.dispose();
    },
  };
}
