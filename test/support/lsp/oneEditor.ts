import { after, before } from 'mocha';
import { openEditor, type Editor, type EditorOptions } from './openEditor.ts';

/** One editor for all tests of a `describe`, which call it directly inside. Answers how to get at it in a test. */
export function oneEditor(options?: EditorOptions): () => Editor {
  const running: { editor: Editor | null } = { editor: null };
  before(async () => {
    running.editor = await openEditor(options);
  });
  after(async () => {
    await running.editor?.leave();
  });
  return () => {
    if (running.editor === null) throw new Error('the editor runs only during a test');
    return running.editor;
  };
}
