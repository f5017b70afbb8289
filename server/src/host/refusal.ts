import type { ErrorBody, InvalidParameter, Shortage } from '#schemas/generated/types.ts';
import { documentationAnchor, errorCatalogue, type ErrorCode } from '#schemas/errors.ts';

/** Why a request is not done, as a value. Becomes an error answer over REST and RPC alike. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly errors?: readonly InvalidParameter[];
  readonly errors_truncated?: boolean;
  readonly details?: readonly Shortage[];
  readonly vm_name?: string;
  readonly job_id?: string;
  /** Seconds after which another try makes sense. */
  readonly retry_after_s?: number;
}

/** What a service answers. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** A refusal; its message defaults to the catalogue's summary. */
export function refuse(
  code: ErrorCode,
  message?: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, message: message ?? errorCatalogue.request[code].summary, ...more } };
}

/** HTTP status of a refusal. */
export function statusOf(refusal: Refusal): number {
  return errorCatalogue.request[refusal.code].http;
}

/** The one shape of every error answer, for REST and RPC. */
export function errorBody(refusal: Refusal, requestId: string): ErrorBody {
  const { code, message, retry_after_s: _retryAfter, errors, details, ...rest } = refusal;
  return {
    status: 'error',
    http_status: statusOf(refusal),
    code,
    message,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    ...(details === undefined ? {} : { details: [...details] }),
    ...rest,
    hint: errorCatalogue.request[code].hint,
    documentation: documentationAnchor(code),
    request_id: requestId,
  };
}
