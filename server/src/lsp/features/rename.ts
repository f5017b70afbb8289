import type { Feature } from './feature.ts';
import { answer } from './answer.ts';
import { nameUnder, renamed } from './rename/renameVm.ts';

/** Renames a VM within its document. No other member refers to a VM by its name, so its own is all there is to change. */
export const rename: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register: (session) => {
    const { connection } = session;
    connection.onPrepareRename(({ textDocument, position }, token) =>
      answer(session, textDocument.uri, token, null, (document) => {
        const found = nameUnder(document, position);
        return found === null ? null : { range: found.range, placeholder: found.name };
      }),
    );
    connection.onRenameRequest(({ textDocument, position, newName }, token) =>
      answer(session, textDocument.uri, token, null, (document) =>
        renamed(session, document, position, newName),
      ),
    );
  },
};
