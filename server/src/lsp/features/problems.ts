import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { joinPointer } from '#core/pointer.ts';
import type { Problem } from '#core/problem.ts';
import { PROBLEMS } from '#schemas/lsp/requests.ts';
import type { PlacedProblem, ProblemsAnswer } from '#schemas/generated/types.ts';
import { ProblemsParams } from '#schemas/generated/validators.js';
import { problemsOf } from '../convert/problemsOf.ts';
import type { Feature } from './feature.ts';

/** Problems by pointers, for a form: what `diagnostics` says by lines. */
export const problems: Feature = {
  capabilities: () => ({}),
  register: ({ connection, documents, hostFacts }) => {
    connection.onRequest(PROBLEMS, (params: unknown): ProblemsAnswer | ResponseError<never> => {
      if (!ProblemsParams(params)) return new ResponseError(LSPErrorCodes.RequestFailed, 'uri is missing');
      const document = documents.get(params.uri);
      if (document === undefined) return { version: null, problems: [] };
      const { version } = document;
      return { version, problems: problemsOf(document, hostFacts.current()).map(placed) };
    });
  },
};

function placed({ pointer, parameter, code, severity, message }: Problem): PlacedProblem {
  const place = code === 'missing_member' ? joinPointer(pointer, parameter) : pointer;
  return { pointer: place, code, severity, message };
}
