import type { Feature } from './feature.ts';
import { answer } from './answer.ts';
import { complete } from './completion/complete.ts';

/** Members, values and whole VMs that may be written at a place. */
export const completion: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: ['"', ':'] } }),
  register: (session) => {
    session.connection.onCompletion(({ textDocument, position }, token) =>
      answer(session, textDocument.uri, token, [], (document) => complete(session, document, position)),
    );
  },
};
