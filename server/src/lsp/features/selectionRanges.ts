import { jsonService } from '../convert/jsonService.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/** What a growing selection takes in step by step, as in any JSON file. */
export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register: (session) => {
    const json = jsonService();
    session.connection.onSelectionRanges(({ textDocument, positions }, token) =>
      answer(session, textDocument.uri, token, [], ({ lines }) =>
        json.getSelectionRanges(lines, positions, json.parseJSONDocument(lines)),
      ),
    );
  },
};
