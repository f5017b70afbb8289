import {
  type Diagnostic,
  extensions,
  languages,
  Range,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { waitFor } from '../../../support/host/waitFor.ts';

const PATIENCE = { deadlineMs: 45_000 };

/** Waits for something in the editor, longer than elsewhere: a window on a busy machine takes its time. */
export function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
): Promise<NonNullable<Exclude<T, false>>> {
  return waitFor(what, look, PATIENCE);
}

/** The extension under test. */
export function extensionUnderTest(): NonNullable<ReturnType<typeof extensions.getExtension>> {
  const found = extensions.getExtension('vmspec.vmspec');
  if (found === undefined) throw new Error('the extension is not installed');
  return found;
}

/** A file of the workspace. */
export function workspaceFile(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, name);
}

/** Writes a file into the workspace and opens it. */
export async function openSpec(name: string, text: string): Promise<TextEditor> {
  const uri = workspaceFile(name);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  return window.showTextDocument(uri);
}

/** Puts another text into an editor. */
export async function replaceAll(editor: TextEditor, text: string): Promise<void> {
  const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
  const done = await editor.edit((edit) => edit.replace(new Range(0, 0, end.line, end.character), text));
  if (!done) throw new Error('the editor did not take the text');
}

/** What the language server says of a document. */
export function problemsOf(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'vmspec');
}

/** The code of a problem. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
