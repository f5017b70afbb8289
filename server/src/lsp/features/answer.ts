import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { SpecDocument } from '../documents/specDocument.ts';
import type { Session } from '../session.ts';

/**
 * Answers a request about a document: `empty` for one that is not open or beyond what is read, and nothing at all once
 * the client has taken the request back.
 */
export function answer<T>(
  { documents }: Session,
  uri: string,
  token: CancellationToken,
  empty: T,
  work: (document: SpecDocument) => T,
): T | ResponseError<never> {
  if (token.isCancellationRequested) return cancelled();
  const document = documents.get(uri);
  return document === undefined || document.unreadable ? empty : work(document);
}

/** The error that answers a request that the client has taken back. */
export function cancelled(): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
