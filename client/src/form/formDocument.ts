import { Range, type TextDocument, workspace, WorkspaceEdit } from 'vscode';
import type { FormDocument, FormEdit } from '#schemas/generated/types.ts';
import { difference } from '#shared/text/difference.ts';
import { applyChanges } from './applyChanges.ts';
import { readText } from './readText.ts';

/** The file as the page of a form sees it, and the one way to change it. */
export interface FormText {
  /** The message that tells the page how the file stands, after all of those before it. */
  message(): FormDocument;
  /** The page has begun anew and knows of no text. */
  restart(): void;
  /** Does what the page asks for, one edit after the other; resolves when it is done or dropped. */
  edit(edit: FormEdit): Promise<void>;
  /** The text has changed. Answers whether that was an edit of the page, which is told of once it is done. */
  changed(): boolean;
}

/** Links a page to a document. `log` is told of edits that were dropped. */
export function formText(document: TextDocument, log: (line: string) => void): FormText {
  const live = {
    /** Number of the last edit of the page that was done or dropped. */
    ack: 0,
    applying: false,
    /** Version since which only the page has changed the text. */
    foreign: document.version,
    good: '',
    /** The text that the page was told last. */
    told: '',
    queue: Promise.resolve(),
  };
  const apply = async ({ seq, base, changes }: FormEdit): Promise<void> => {
    const text = document.getText();
    const placed = base < live.foreign ? null : applyChanges(text, changes);
    if (placed === null) log(`edit ${String(seq)} is dropped: it is of another text`);
    else if (placed.length > 0) await write(placed);
    live.ack = seq;
  };
  const write = async (changes: NonNullable<ReturnType<typeof applyChanges>>): Promise<void> => {
    const edit = new WorkspaceEdit();
    for (const { offset, length, content } of changes) {
      const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
      edit.replace(document.uri, range, content);
    }
    live.applying = true;
    try {
      if (!(await workspace.applyEdit(edit))) log('an edit was refused by the editor');
    } finally {
      live.applying = false;
    }
  };
  return {
    message: () => {
      const text = document.getText();
      const reading = readText(text);
      if (reading.kind === 'good') live.good = text;
      const broken =
        reading.kind === 'good'
          ? null
          : { line: document.positionAt(reading.offset).line + 1, message: reading.message };
      const change = difference(live.told, live.good);
      live.told = live.good;
      return {
        type: 'document',
        name: document.uri.path.split('/').at(-1) ?? document.uri.path,
        version: document.version,
        ack: live.ack,
        change,
        broken,
      };
    },
    restart: () => {
      live.told = '';
    },
    edit: (edit) => {
      live.queue = live.queue.then(() =>
        apply(edit).catch((error: unknown) => log(`edit ${String(edit.seq)}: ${String(error)}`)),
      );
      return live.queue;
    },
    changed: () => {
      if (!live.applying) live.foreign = document.version;
      return live.applying;
    },
  };
}
