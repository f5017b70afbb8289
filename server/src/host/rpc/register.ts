import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RawData } from 'ws';
import type { Limits } from '#schemas/generated/types.ts';
import type { Presence } from '../idle.ts';
import type { Metrics } from '../metrics.ts';
import type { Clock } from '../ports.ts';
import { refuse } from '../refusal.ts';
import type { Admitted } from '../routes/register.ts';
import { sendRefusal } from '../routes/reply.ts';
import type { RateLimit } from '../security/rateLimit.ts';
import { createHub, type Hub } from './hub.ts';
import { answerFrame } from './session.ts';
import { createSubscription, DROP_BYTES, TRY_AGAIN_LATER } from './subscription.ts';
import type { Store } from '../store/store.ts';

/** Address of the JSON-RPC socket. */
export const RPC_PATH = '/api/rpc';

export interface RpcOptions {
  readonly limits: Required<Limits>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly presence: Presence;
  /** The one of REST too: a caller has one allowance, whichever door is used. */
  readonly limiter: RateLimit;
  readonly admittedOf: (request: FastifyRequest) => Admitted;
}

/** WebSocket close codes. */
const UNSUPPORTED_DATA = 1003;
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

/** Registers the socket. The guard has run before the upgrade, as for every route. */
export function registerRpc(app: FastifyInstance, options: RpcOptions): void {
  const hubs = new WeakMap<Store, Hub>();
  const hubOf = (store: Store): Hub => {
    const hub = hubs.get(store) ?? createHub(store);
    hubs.set(store, hub);
    return hub;
  };
  app.route({
    method: 'GET',
    url: RPC_PATH,
    config: { route: { role: 'viewer' } },
    preValidation: (request, reply, next) => {
      if (request.ws && app.websocketServer.clients.size >= options.limits.websocket_clients) {
        sendRefusal(request, reply, refuse('too_many_connections', undefined, { retry_after_s: 5 }).refusal);
        return;
      }
      next();
    },
    handler: (request, reply) =>
      sendRefusal(request, reply, refuse('malformed_request', 'This address speaks WebSocket only.').refusal),
    wsHandler: (socket, request) => {
      const { services, caller } = options.admittedOf(request);
      if (caller === null) throw new Error('a socket was opened without a token');
      const subscription = createSubscription(socket, hubOf(services.context.store), services.context);
      const session = {
        socket,
        services,
        caller,
        from: request.ip,
        subscription,
        limiter: options.limiter,
        logger: options.logger,
      };
      options.metrics.sockets.inc();
      const leave = options.presence.enter();
      const checkToken = (): boolean => {
        const current = services.authenticator.isCurrent(caller);
        if (!current) socket.close(POLICY_VIOLATION, 'the token is not valid any more');
        return current;
      };
      const forget = services.authenticator.onReload(checkToken);
      void keepAlive(socket, options.limits.websocket_ping_ms, options.clock, checkToken);
      const goAway = (): void => {
        socket.close(GOING_AWAY, 'the host stops');
      };
      services.stopping.addEventListener('abort', goAway, { once: true });
      socket.on('message', (data, isBinary) => {
        // What was on its way when the socket was closed is not carried out.
        if (socket.readyState !== socket.OPEN) return;
        if (isBinary) socket.close(UNSUPPORTED_DATA, 'text frames only');
        else if (socket.bufferedAmount > DROP_BYTES)
          socket.close(TRY_AGAIN_LATER, 'too slow: read the answers');
        else if (checkToken()) answerFrame(session, textOf(data));
      });
      socket.on('close', () => {
        subscription.end();
        forget();
        services.stopping.removeEventListener('abort', goAway);
        options.metrics.sockets.dec();
        leave();
      });
      socket.on('error', (error) => {
        options.logger.info({ err: error, operator: caller.name }, 'a socket was closed for what it sent');
      });
    },
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString('utf8');
}

/** Missed pings after which a client is gone. */
const MISSED_PINGS = 2;

/** Pings, and drops a client that misses two or whose token has expired, until the socket is closed. */
async function keepAlive(
  socket: WebSocket,
  intervalMs: number,
  clock: Clock,
  checkToken: () => boolean,
): Promise<void> {
  const closed = new AbortController();
  const pings = { missed: 0 };
  socket.on('close', () => {
    closed.abort();
  });
  socket.on('pong', () => {
    pings.missed = 0;
  });
  while (pings.missed <= MISSED_PINGS) {
    await clock.sleep(intervalMs, closed.signal);
    if (closed.signal.aborted || !checkToken()) return;
    pings.missed += 1;
    socket.ping();
  }
  socket.terminate();
}
