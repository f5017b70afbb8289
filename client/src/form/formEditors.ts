import { type Disposable, window } from 'vscode';
import type { Parts } from '../parts.ts';
import { FORM_VIEW } from './viewType.ts';

/** Registers the form as an editor of specs; what it consists of is loaded with the first one. */
export function registerForms(parts: Parts): Disposable {
  return window.registerCustomEditorProvider(FORM_VIEW, {
    resolveCustomTextEditor: async (document, panel) => {
      const { openForm } = await import('./openForm.ts');
      await openForm(document, panel, parts);
    },
  });
}
