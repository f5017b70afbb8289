import { documentErrors } from './errors/document.ts';
import { jobErrors } from './errors/job.ts';
import { requestErrors } from './errors/request.ts';

/** Codes that answer a request. */
export type ErrorCode = keyof typeof requestErrors;
/** Codes of single problems in a document, in an `invalid_request` or in the editor. */
export type ProblemCode = keyof typeof documentErrors;
/** Codes of a VM that failed in a job. */
export type JobErrorCode = keyof typeof jobErrors;

/** Every code, by where it appears. */
export const errorCatalogue = { request: requestErrors, document: documentErrors, job: jobErrors } as const;

/** Where a code is explained, relative to the documentation. */
export function documentationAnchor(code: string): string {
  return `docs/reference/errors.md#${code}`;
}
