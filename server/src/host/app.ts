import websocket from '@fastify/websocket';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Logger } from 'pino';
import type { Limits } from '#schemas/generated/types.ts';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { done, refuse, type Refusal } from './refusal.ts';
import type { ActivityLog } from './activity/activityLog.ts';
import { guardConnections } from './connectionGuard.ts';
import { recordRequests } from './activity/recordRequests.ts';
import { logRequests } from './requestLog.ts';
import type { Presence } from './idle.ts';
import { countRequests, renderMetrics, type Metrics } from './metrics.ts';
import { readNewcomersInTurns } from './newcomers.ts';
import type { Clock, Random } from './ports.ts';
import { answerBrokenRequest } from './routes/brokenRequest.ts';
import { handlers } from './routes/handlers.ts';
import { registerHealth } from './routes/health.ts';
import { registerRoutes, type Admitted } from './routes/register.ts';
import { sendRefusal } from './routes/reply.ts';
import { methodsOf } from './routes/unknownRoute.ts';
import { registerRpc } from './rpc/register.ts';
import { asksForWebSocket, refuseStrangeUpgrades } from './rpc/upgrades.ts';
import type { GuardOptions } from './security/guard.ts';
import { guardHook, setCommonHeaders } from './security/guardHook.ts';
import { rateLimit } from './security/rateLimit.ts';
import type { Readiness } from './services/services.ts';

export interface AppOptions {
  /** Whether the host is ready, asked for each request. */
  readonly readiness: () => Readiness;
  readonly guard: GuardOptions;
  readonly limits: Required<Limits>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly activity: ActivityLog;
  readonly metrics: Metrics;
  /** Told of every socket that opens and closes. */
  readonly presence: Presence;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null;
}

/** Interval at which slow requests are looked for, in ms. */
const CHECK_INTERVAL_MS = 500;
const MAX_HEADER_BYTES = 16 * 1024;
/** Room for the JSON-RPC envelope around a spec. */
const ENVELOPE_BYTES = 16 * 1024;
/** Most frames that one message may come in. */
const MAX_FRAGMENTS = 64;
/** Requests without a token from one address: a person pairs one computer after the other. */
const STRANGERS_PER_SECOND = 5;

/** Builds the server without listening: every request, also an upgrade, passes the same guard before its body is read. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = createFastify(options);
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  const limiter = rateLimit(options.limits.jobs_per_second, options.clock);
  const strangers = rateLimit(STRANGERS_PER_SECOND, options.clock);
  app.decorateRequest('caller', null);
  app.decorateReply('refusedFor', null);
  app.decorateReply('activity', null);
  app.decorateReply('isPreview', false);
  // Before the guard: it is this that closes the connection of an upgrade that the guard refuses.
  await app.register(websocket, {
    options: {
      maxPayload: SPEC_BYTES + ENVELOPE_BYTES,
      maxFragments: MAX_FRAGMENTS,
      perMessageDeflate: false,
      clientTracking: true,
    },
    errorHandler: (error, socket) => {
      options.logger.error({ err: error }, 'a socket made a mistake');
      socket.terminate();
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', guardHook({ ...options, limiter, strangers }, admitted));
  refuseStrangeUpgrades(app, options.random);
  app.addHook('preParsing', refuseEncodings);
  app.addHook('onSend', dropWhoDoesNotRead(foundInTime(options.limits.request_timeout_ms)));
  // When the answer is known, not when it is sent: a client that goes before must not go unrecorded.
  app.addHook('onSend', recordRequests(options.activity));
  app.addHook('onResponse', countRequests(options.metrics));
  app.addHook('onResponse', logRequests(options.logger, options.clock));
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, refuseUnknownRoute(request, reply)));
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    sendRefusal(request, reply, refusalOf(error, options.logger, request)),
  );
  const admittedOf = (request: FastifyRequest): Admitted => {
    const found = admitted.get(request);
    if (found === undefined) throw new Error('a request passed without the guard');
    return found;
  };
  registerHealth(app, options.readiness);
  registerRoutes(
    app,
    {
      ...handlers,
      metrics: async ({ services }) => done(await renderMetrics(options.metrics, services)),
    },
    admittedOf,
  );
  registerRpc(app, { ...options, limiter, admittedOf });
  return app;
}

function createFastify(options: AppOptions): FastifyInstance {
  const { random } = options;
  const app = Fastify({
    logger: false,
    genReqId: () => random.uuid(),
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    bodyLimit: SPEC_BYTES,
    routerOptions: {
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      caseSensitive: true,
      maxParamLength: 256,
    },
    serverFactory: (handler) => createHttpServer(handler, options),
    clientErrorHandler: (error, socket) => {
      answerBrokenRequest(error, socket, random);
    },
    frameworkErrors: (_error, request, reply) => {
      setCommonHeaders(request, reply);
      // No hook runs for such a path, so that an upgrade would leave its connection open.
      void reply.header('connection', 'close');
      reply.raw.once('finish', () => request.raw.socket.destroySoon());
      sendRefusal(request, reply, refuse('malformed_request', 'The path is malformed.').refusal);
    },
  });
  return app;
}

/** A server whose time-outs are all set: a slow or silent client cannot hold a connection. */
function createHttpServer(handler: RequestListener, { limits, tls, clock }: AppOptions): Server {
  const requestTimeout = foundInTime(limits.request_timeout_ms);
  const options = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: Math.min(limits.headers_timeout_ms, requestTimeout),
    requestTimeout,
    keepAliveTimeout: limits.keep_alive_timeout_ms,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    // The guard refuses a request without it, in the shape of all errors.
    requireHostHeader: false,
    shouldUpgradeCallback: asksForWebSocket,
  };
  // A request that follows an answer begins within the one time and is whole, up to its body, within the other.
  const connections = guardConnections(limits.keep_alive_timeout_ms + options.headersTimeout, clock);
  const guarded = connections.guarded(handler);
  const server =
    tls === null
      ? createHttp(options, guarded)
      : createHttps({ ...options, ...tls, minVersion: 'TLSv1.2' }, guarded);
  // Node answers an expectation that it does not know with an empty 417; a server may as well pay no heed to it.
  server.on('checkExpectation', guarded);
  readNewcomersInTurns(server, tls === null ? 'connection' : 'secureConnection');
  server.on('upgrade', (_request, socket) => connections.release(socket));
  server.maxConnections = limits.max_connections;
  server.maxRequestsPerSocket = limits.max_requests_per_socket;
  return server;
}

/**
 * What is late is found at the next check, which may be late itself: its time ends so much earlier, to be over within what
 * the limit says.
 */
function foundInTime(ms: number): number {
  return Math.max(ms / 2, ms - 2 * CHECK_INTERVAL_MS);
}

/**
 * Node watches how long a request takes to come, and nobody how long an answer takes to be read: a client that asks and
 * does not read would keep its connection for ever. Once the answer is there, its socket may stand still for so long.
 */
function dropWhoDoesNotRead(ms: number) {
  return (request: FastifyRequest, _reply: FastifyReply, _payload: unknown, next: () => void): void => {
    request.raw.socket.setTimeout(ms);
    next();
  };
}

/** Compressed bodies are not unpacked: a small one could hold a huge spec. Nobody reads the body of a GET. */
function refuseEncodings(
  request: FastifyRequest,
  reply: FastifyReply,
  _payload: unknown,
  next: () => void,
): void {
  if (request.method === 'GET') {
    next();
    return;
  }
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const charset =
    /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (encoding.toLowerCase() === 'identity' && charset.toLowerCase() === 'utf-8') {
    next();
    return;
  }
  sendRefusal(
    request,
    reply,
    refuse('unsupported_media_type', 'The body must be JSON in UTF-8 and not compressed.').refusal,
  );
}

function refuseUnknownRoute(request: FastifyRequest, reply: FastifyReply): Refusal {
  const path = request.url.split('?')[0] ?? '';
  const methods = methodsOf(path);
  if (methods.length === 0)
    return refuse('route_not_found', `There is nothing at ${path.slice(0, 256)}.`).refusal;
  void reply.header('allow', methods.join(', '));
  return refuse(
    'method_not_allowed',
    `${path.slice(0, 256)} takes ${methods.join(' and ')}, not ${request.method}.`,
  ).refusal;
}

/** Errors of the framework and of ourselves. What is inside stays in the log, under the id that the client sees. */
function refusalOf(error: FastifyError, logger: Logger, request: FastifyRequest): Refusal {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('body_too_large').refusal;
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse('unsupported_media_type').refusal;
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return refuse('malformed_request', error.message).refusal;
  }
  logger.error({ err: error, request_id: request.id }, 'a request met a mistake of the host');
  return refuse('internal', `The host made a mistake. Its log tells more under ${request.id}.`).refusal;
}
