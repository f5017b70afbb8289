import type { Feature } from './feature.ts';
import { answer } from './answer.ts';
import { explain } from './hover/explain.ts';

/** What there is to know of a member and its value. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register: (session) => {
    session.connection.onHover(({ textDocument, position }, token) =>
      answer(session, textDocument.uri, token, null, (document) => explain(session, document, position)),
    );
  },
};
