import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver';
import { jsonService } from '../convert/jsonService.ts';
import type { SpecDocument } from '../documents/specDocument.ts';
import { answer } from './answer.ts';
import type { Feature } from './feature.ts';

/** Spaces and line breaks as in any JSON file. Nothing else of the text is touched. */
export const formatting: Feature = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  register: (session) => {
    const json = jsonService();
    const format = (
      document: SpecDocument,
      range: Range | undefined,
      options: FormattingOptions,
    ): TextEdit[] => {
      // A new line at the end belongs to a whole file, not to a part of one.
      const insertFinalNewline = range === undefined && options.insertFinalNewline !== false;
      return json.format(document.lines, range, { ...options, insertFinalNewline });
    };
    session.connection.onDocumentFormatting(({ textDocument, options }, token) =>
      answer(session, textDocument.uri, token, [], (document) => format(document, undefined, options)),
    );
    session.connection.onDocumentRangeFormatting(({ textDocument, range, options }, token) =>
      answer(session, textDocument.uri, token, [], (document) => format(document, range, options)),
    );
  },
};
