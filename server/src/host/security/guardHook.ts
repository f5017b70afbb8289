import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '#schemas/protocol/routes.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Admitted } from '../routes/register.ts';
import { sendRefusal } from '../routes/reply.ts';
import { isAmbiguousPath } from '../routes/unknownRoute.ts';
import type { Caller } from '../services/context.ts';
import type { Readiness } from '../services/services.ts';
import { identify, judgeOrigin, judgeRole, type GuardOptions } from './guard.ts';
import type { RateLimit } from './rateLimit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route as data; absent for addresses that are none of ours. */
    route?: Pick<Route, 'role' | 'early' | 'makesJob'>;
  }
}

export interface GuardHookOptions {
  readonly guard: GuardOptions;
  /** Whether the host is ready, asked for each request. */
  readonly readiness: () => Readiness;
  /** Requests that make jobs, of each token. */
  readonly limiter: RateLimit;
  /** Requests without a token, of each address. */
  readonly strangers: RateLimit;
}

/** Seconds after which a starting host is asked again. */
const NOT_READY_RETRY_S = 2;

/** The guard: headers, name, origin, token, role, rate, readiness, in this order and before anything is read. */
export function guardHook(options: GuardHookOptions, admitted: WeakMap<FastifyRequest, Admitted>) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    setCommonHeaders(request, reply);
    const judged = judge(request, options);
    if ('code' in judged) {
      sendRefusal(request, reply, judged);
      return;
    }
    if (judged.admitted !== null) admitted.set(request, judged.admitted);
    next();
  };
}

/** Headers of every answer: nothing is to be kept or guessed, and the log knows the request by its id. */
export function setCommonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('x-request-id', request.id);
}

function judge(
  request: FastifyRequest,
  options: GuardHookOptions,
): Refusal | { readonly admitted: Admitted | null } {
  const { guard, readiness } = options;
  const foreign = judgeOrigin(request.raw, guard);
  if (foreign !== null) return foreign;
  const { route } = request.routeOptions.config;
  if (route?.early === true) return { admitted: null };
  const caller = route?.role === null ? null : identify(request.raw, guard);
  if (caller !== null && 'code' in caller) return caller;
  request.caller = caller;
  if (isAmbiguousPath(request.url.split('?')[0] ?? '')) {
    return refuse(
      'malformed_request',
      'The path holds a trailing or doubled slash, a backslash, a NUL, or dots.',
    ).refusal;
  }
  const tooWeak = caller === null ? null : judgeRole(caller, route?.role ?? 'viewer');
  if (tooWeak !== null) return tooWeak;
  const wait = secondsToWait(request, caller, route?.makesJob === true, options);
  if (wait > 0) return refuse('rate_limited', undefined, { retry_after_s: wait }).refusal;
  const state = readiness();
  if (!state.ready)
    return refuse('not_ready', `The host is not ready: ${state.reason}.`, {
      retry_after_s: NOT_READY_RETRY_S,
    }).refusal;
  return { admitted: { services: state.services, caller } };
}

function secondsToWait(
  { ip }: FastifyRequest,
  caller: Caller | null,
  makesJob: boolean,
  { limiter, strangers }: GuardHookOptions,
): number {
  if (caller === null) return strangers.take(ip);
  return makesJob ? limiter.take(caller.name) : 0;
}
