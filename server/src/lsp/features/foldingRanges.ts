import { jsonService } from '../convert/jsonService.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/** Objects and lists that can be folded, as in any JSON file. */
export const foldingRanges: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register: (session) => {
    const json = jsonService();
    const rangeLimit = session.client.textDocument?.foldingRange?.rangeLimit ?? Infinity;
    session.connection.onFoldingRanges(({ textDocument }, token) =>
      answer(session, textDocument.uri, token, [], ({ lines }) =>
        json.getFoldingRanges(lines, { rangeLimit }),
      ),
    );
  },
};
