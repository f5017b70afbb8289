import {
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { SpecDocument } from '../documents/specDocument.ts';
import type { Change } from '#shared/edit/change.ts';
import type { Session } from '../session.ts';
import { answer } from './answer.ts';
import { actionsFor, FIX_ALL } from './codeActions/actionsFor.ts';
import type { Feature } from './feature.ts';

/** What finds an action again when the client takes it. */
interface Handle {
  readonly uri: string;
  readonly asked: Pick<CodeActionParams, 'range' | 'context'>;
  /** Its place in the answer: two problems may have fixes of the same title. */
  readonly index: number;
}

/** Quick fixes, and one action that mends all that has one answer. */
export const codeActions: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
  }),
  register: (session) => {
    const { connection, client } = session;
    const support = client.textDocument?.codeAction;
    // Without a way to keep what finds an action again, its changes are told at once.
    const lazy =
      support?.dataSupport === true && support.resolveSupport?.properties.includes('edit') === true;
    connection.onCodeAction(({ textDocument: { uri }, range, context }, token) =>
      answer(session, uri, token, [], (document): CodeAction[] => {
        const asked: Handle['asked'] = { range, context: { ...context, diagnostics: [] } };
        return actionsFor(session, document, asked).map(({ action, changes }, index) => {
          const handle: Handle = { uri, asked, index };
          return lazy
            ? { ...action, data: handle }
            : { ...action, edit: editOf(session, document, changes()) };
        });
      }),
    );
    connection.onCodeActionResolve((action, token) => {
      const { data } = action as { readonly data?: unknown };
      if (!isHandle(data)) return gone();
      const { uri, asked, index } = data;
      return answer<CodeAction | ResponseError>(session, uri, token, gone(), (document) => {
        const found = actionsFor(session, document, asked)[index];
        if (found?.action.title !== action.title) return gone();
        return { ...action, edit: editOf(session, document, found.changes()) };
      });
    });
  },
};

function isHandle(data: unknown): data is Handle {
  if (typeof data !== 'object' || data === null) return false;
  const { uri, asked, index } = data as Partial<Record<keyof Handle, unknown>>;
  return typeof uri === 'string' && typeof asked === 'object' && asked !== null && typeof index === 'number';
}

/** The document was edited meanwhile, and the problem is not there any more. */
function gone(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.ContentModified, 'The document has changed: ask again.');
}

function editOf({ client }: Session, document: SpecDocument, changes: readonly Change[]): WorkspaceEdit {
  const { uri, version } = document;
  const edits = changes.map((change) => ({ range: document.rangeOf(change), newText: change.content }));
  return client.workspace?.workspaceEdit?.documentChanges === true
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
