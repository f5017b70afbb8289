import { commands, Uri } from 'vscode';
import type { Parts } from '../../parts.ts';

const GUIDE = 'docs/templates.md';

/** Opens the page that says what a template is and how to make one. */
export async function run({ root }: Pick<Parts, 'root'>): Promise<void> {
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(root, GUIDE));
}
