import { Range, Selection, type TextDocument, TextEditorRevealType, ViewColumn, window } from 'vscode';
import type { Disposing } from '../disposing.ts';
import { nodeAt, pointerAt } from './pointers.ts';
import { readText } from './readText.ts';

/** Shows a value in the text: beside the form, or in the editor that shows it already. */
export async function revealInText(document: TextDocument, pointer: string): Promise<void> {
  const reading = readText(document.getText());
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? ViewColumn.Beside,
    preserveFocus: false,
  });
  const stretch =
    reading.kind === 'good' ? nodeAt(reading.tree, pointer) : { offset: reading.offset, length: 0 };
  const start = document.positionAt(stretch.offset);
  // Of an object or a list its beginning, so that nobody types it away.
  const whole = !('type' in stretch) || (stretch.type !== 'object' && stretch.type !== 'array');
  const end = whole ? document.positionAt(stretch.offset + stretch.length) : start;
  editor.selection = new Selection(start, end);
  editor.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Calls back with the value that the cursor stands on, when a person moves it in the text of a document. */
export function followCursor(document: TextDocument, show: (pointer: string) => void): Disposing {
  return window.onDidChangeTextEditorSelection(({ textEditor, selections, kind }) => {
    const [selection] = selections;
    if (textEditor.document !== document || kind === undefined || selection === undefined) return;
    const reading = readText(document.getText());
    if (reading.kind !== 'good') return;
    const pointer = pointerAt(reading.tree, document.offsetAt(selection.active));
    if (pointer !== null) show(pointer);
  });
}
