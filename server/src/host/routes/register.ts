import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readBytes } from '#core/bytes.ts';
import { readDocument } from '#core/readDocument.ts';
import { BODY_BYTES, SPEC_BYTES } from '#schemas/limits.ts';
import { routes, type Route } from '#schemas/protocol/routes.ts';
import { detailsOf, isPreview } from '../activity/details.ts';
import { targetOf } from '../activity/recordRequests.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { Caller, JobRequest } from '../services/context.ts';
import type { Accepted } from '../services/makeJob.ts';
import { invalidRequest } from '../services/readRequest.ts';
import type { Services } from '../services/services.ts';
import { sendRefusal, sendText } from './reply.ts';
import { readQuery, validatorOf } from './readQuery.ts';
import type { RouteHandlers, RouteInput, ServiceRoute } from './routeHandler.ts';

/** What the guard found out about a request before its body was read. */
export interface Admitted {
  readonly services: Services;
  /** Null: the route needs no token. */
  readonly caller: Caller | null;
}

/** Registers every route of the table. `admittedOf` answers what the guard found out. */
export function registerRoutes(
  app: FastifyInstance,
  handlers: RouteHandlers,
  admittedOf: (request: FastifyRequest) => Admitted,
): void {
  for (const name of Object.keys(handlers).filter(isServiceRoute)) {
    const route: Route = routes[name];
    app.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      bodyLimit: route.body === 'SpecFile' ? SPEC_BYTES : BODY_BYTES,
      config: { route },
      handler: async (request, reply) => {
        const outcome = await answer(name, handlers, request, reply, admittedOf(request));
        if (!outcome.ok) return sendRefusal(request, reply, outcome.refusal);
        reply.activity = detailsOf(name, outcome.value);
        reply.isPreview = isPreview(outcome.value);
        return send(reply, route, outcome.value);
      },
    });
  }
}

function isServiceRoute(name: string): name is ServiceRoute {
  return name in routes;
}

async function answer<K extends ServiceRoute>(
  name: K,
  handlers: RouteHandlers,
  request: FastifyRequest,
  reply: FastifyReply,
  { services, caller }: Admitted,
): Promise<Outcome<unknown>> {
  const route: Route = routes[name];
  const query = readQuery(route.query, new URLSearchParams(request.url.split('?')[1] ?? ''));
  if (!query.ok) return refuse('invalid_request', query.errors[0]?.message, { errors: query.errors });
  const body = readBody(route, request.body);
  if (!body.ok) return body;
  const key = idempotencyKey(route, request);
  if (!key.ok) return key;
  const closed = new AbortController();
  reply.raw.once('close', () => {
    // After the answer nobody waits any more, and an abort costs more than the rest of this function.
    if (!reply.raw.writableFinished) closed.abort();
  });
  const job: JobRequest | null =
    caller === null
      ? null
      : { caller, key: key.value, fingerprint: key.value === null ? '' : fingerprint(request) };
  const signal = AbortSignal.any([closed.signal, services.stopping]);
  const from = { address: request.ip, id: targetOf(request.params) ?? '' };
  const input = { services, caller, ...from, query: query.value, ...body.value, job, signal };
  // The table ties the route to its schemas, and the validators have just checked query and body against them.
  return handlers[name](input as RouteInput<K>);
}

interface Body {
  readonly text: string;
  readonly body: unknown;
}

function readBody(route: Route, raw: unknown): Outcome<Body> {
  if (route.body === undefined) return done({ text: '', body: undefined });
  const bytes = raw instanceof Uint8Array ? raw : new Uint8Array();
  if (bytes.length === 0 && route.bodyOptional === true) return done({ text: '', body: {} });
  const limit = route.body === 'SpecFile' ? SPEC_BYTES : BODY_BYTES;
  const reading = readBytes(bytes, limit);
  if (!reading.ok) return invalidRequest([reading.problem], false);
  // A spec is read by its service: schema and rules in one go.
  if (route.body === 'SpecFile') return done({ text: reading.text, body: undefined });
  const document = readDocument(reading.text, validatorOf(route.body), { limit });
  if (document.problems.length > 0) return invalidRequest(document.problems, document.truncated);
  return done({ text: reading.text, body: document.value });
}

const keyForm = /^[\x21-\x7e]{1,255}$/;

function idempotencyKey(route: Route, request: FastifyRequest): Outcome<string | null> {
  const key = request.headers['idempotency-key'];
  if (route.makesJob !== true || key === undefined) return done(null);
  if (typeof key === 'string' && keyForm.test(key)) return done(key);
  const message = 'Idempotency-Key must be 1 to 255 printable ASCII characters without spaces.';
  return refuse('invalid_request', message, {
    errors: [{ parameter: 'Idempotency-Key', pointer: '', code: 'bad_format', message }],
  });
}

function fingerprint(request: FastifyRequest): string {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`);
  return (request.body instanceof Uint8Array ? hash.update(request.body) : hash).digest('hex');
}

function send(reply: FastifyReply, route: Route, value: unknown): FastifyReply {
  void reply.code(route.status);
  if (route.contentType !== undefined) void reply.header('content-type', route.contentType);
  if (route.makesJob === true) {
    const { answer, replayed } = value as Accepted;
    void reply.header('location', `/api/jobs/${answer.provisioning_job_response.job_id}`);
    if (replayed) void reply.header('idempotent-replayed', 'true');
    return sendText(reply, JSON.stringify(answer));
  }
  return sendText(reply, typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
}
