import type { ErrorCode } from '../errors.ts';
import type { Route } from './route.ts';

/** Codes of whatever makes a job. */
const jobErrors = [
  'idempotency_key_reused',
  'rate_limited',
  'stopping',
  'too_many_jobs',
  'storage_full',
] as const satisfies readonly ErrorCode[];

/** Codes that a route may answer beside its own `errors`, because of what all requests go through. */
export function commonErrors(route: Route): ErrorCode[] {
  return [
    'malformed_request',
    ...(route.role === null ? [] : (['unauthorized', 'forbidden'] as const)),
    'host_not_allowed',
    'origin_not_allowed',
    'request_timeout',
    ...(route.early === true ? [] : (['invalid_request'] as const)),
    // A DELETE may come with a body, which is read although nobody wants it.
    ...(route.method === 'GET' ? [] : (['body_too_large', 'unsupported_media_type'] as const)),
    ...(route.makesJob === true ? jobErrors : []),
    'headers_too_large',
    'internal',
    ...(route.early === true ? [] : (['not_ready'] as const)),
  ];
}
