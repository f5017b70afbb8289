import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActivityRecord } from '#schemas/generated/types.ts';
import type { ErrorCode } from '#schemas/errors.ts';
import type { Route } from '#schemas/protocol/routes.ts';
import type { Caller } from '../services/context.ts';
import type { ActivityLog } from './activityLog.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token came with it, once the guard knows; also when it is refused afterwards. */
    caller: Caller | null;
  }
  interface FastifyReply {
    /** Why the request was refused, or null. */
    refusedFor: ErrorCode | null;
    /** What the activity log tells of the answer, or null. */
    activity: ActivityRecord['details'] | null;
    /** The answer tells only what would be done. */
    isPreview: boolean;
  }
}

/** Gives every answered request to the activity log. */
export function recordRequests(activity: ActivityLog) {
  return (request: FastifyRequest, reply: FastifyReply, _payload: unknown, next: () => void): void => {
    const { method, routeOptions, params, ip, id } = request;
    const { route } = routeOptions.config;
    activity.asked({
      kind: 'request',
      caller: request.caller,
      from: ip,
      action: routeOptions.url === undefined ? null : `${method} ${routeOptions.url}`,
      target: targetOf(params),
      changes: route !== undefined && changesSomething(method, route) && !reply.isPreview,
      status: reply.statusCode,
      code: reply.refusedFor,
      requestId: id,
      details: reply.activity ?? {},
    });
    next();
  };
}

/** What viewers may do changes nothing, such as planning. */
function changesSomething(method: string, { role }: Pick<Route, 'role'>): boolean {
  return method !== 'GET' && role !== 'viewer';
}

/** The id in the path of a request, as it was sent. */
export function targetOf(params: unknown): string | null {
  const found = typeof params === 'object' && params !== null && 'id' in params ? params.id : null;
  return typeof found === 'string' ? found : null;
}
