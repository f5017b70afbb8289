import type { RouteAnswer, RouteBody, RouteName, RouteQuery, routes } from '#schemas/protocol/routes.ts';
import type { Outcome } from '../refusal.ts';
import type { Caller, JobRequest } from '../services/context.ts';
import type { Accepted } from '../services/makeJob.ts';
import type { Services } from '../services/services.ts';

/** Nobody is known to ask for what needs no token. */
type IfTokenNeeded<K extends RouteName, T> = (typeof routes)[K]['role'] extends null ? null : T;

/** What a handler gets: everything is read and checked. A spec is handed on as text, so that it is read with positions. */
export interface RouteInput<K extends RouteName> {
  readonly services: Services;
  readonly caller: IfTokenNeeded<K, Caller>;
  /** Network address of the client. */
  readonly address: string;
  readonly id: string;
  readonly query: RouteQuery<K>;
  readonly body: RouteBody<K>;
  /** Text of the body; empty without one. */
  readonly text: string;
  readonly job: IfTokenNeeded<K, JobRequest>;
  /** Aborted when the client goes or the host stops. */
  readonly signal: AbortSignal;
}

/** What a route answers; text or its bytes in UTF-8 for what is sent as it is. */
type RouteValue<K extends RouteName> = (typeof routes)[K] extends { makesJob: true }
  ? Accepted
  : RouteAnswer<K> extends undefined
    ? string | Buffer
    : RouteAnswer<K>;

/** Maps a request to a service. */
export type RouteHandler<K extends RouteName> = (
  input: RouteInput<K>,
) => Outcome<RouteValue<K>> | Promise<Outcome<RouteValue<K>>>;

/** Routes that need a ready host; the two of health do without. */
export type ServiceRoute = Exclude<RouteName, 'healthz' | 'readyz'>;

/** A handler for every route: a missing one does not compile. */
export type RouteHandlers = { readonly [K in ServiceRoute]: RouteHandler<K> };
