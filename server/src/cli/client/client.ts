import { randomUUID } from 'node:crypto';
import type { Agent } from 'node:http';
import type { RouteAnswer, RouteBody, RouteName, RouteQuery } from '#schemas/protocol/routes.ts';
import { routes } from '#schemas/protocol/routes.ts';
import type { Context } from '../context.ts';
import { HostRefusal, HostUnreachable, Interrupted } from '../failure.ts';
import { createAgent } from '#shared/host/pinnedAgent.ts';
import { readAnswer, wasReplayed } from './answer.ts';
import type { Target } from './target.ts';
import { send, type WireAnswer } from './transport.ts';
import { type QueryValues, requestHeaders, routeUrl } from './wire.ts';

/** What a call carries. */
export interface CallInput<K extends RouteName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: RouteQuery<K>;
  readonly body?: RouteBody<K>;
  /** The body as bytes, sent untouched. Wins over `body`. */
  readonly bytes?: Uint8Array;
  /** Idempotency key of a call that makes a job. Absent: one of its own. */
  readonly key?: string;
  /** How often a busy host or a broken connection is asked again; 4 unless told otherwise. */
  readonly retries?: number;
  /** The call gives up without a byte for so long, in milliseconds. */
  readonly silenceMs?: number;
}

export interface CallAnswer<K extends RouteName> {
  readonly body: RouteAnswer<K>;
  /** The host had seen the idempotency key before and repeated its answer. */
  readonly replayed: boolean;
}

/** An input of any route. */
type AnyInput = Omit<CallInput<RouteName>, 'query' | 'body'> & {
  readonly query?: QueryValues;
  readonly body?: unknown;
};

/** A connection to one host, typed by its routes. */
export interface Client {
  /** Throws HostRefusal, HostUnreachable, Interrupted or CliFailure. */
  call<K extends RouteName>(name: K, input?: CallInput<K>): Promise<CallAnswer<K>>;
  /** The host spoken to. Throws where none can be found. */
  target(): Target;
  /** The connections, for a WebSocket to the same host. */
  agent(): Agent;
  close(): void;
}

const RETRIES = 4;
const SILENCE_MS = 60_000;
const LONGEST_PAUSE_S = 30;

/** Milliseconds until the next attempt, or null when the failure is final. */
function pauseBefore(failure: unknown, attempt: number, repeatable: boolean): number | null {
  if (failure instanceof HostRefusal) {
    const busy = failure.body.http_status === 429 || failure.body.http_status === 503;
    if (!busy || failure.body.code === 'storage_full') return null;
    return Math.min(failure.retryAfter ?? 2 ** attempt, LONGEST_PAUSE_S) * 1000;
  }
  // A refused connection is told at once; one that broke may have done its work, and asking again is safe.
  if (failure instanceof HostUnreachable && failure.mayHaveArrived && repeatable) return 250 * 2 ** attempt;
  return null;
}

function interruptedRequest(): Interrupted {
  return new Interrupted('Interrupted: the host may have accepted the request.', 'See: vmspec jobs');
}

/**
 * Makes a client. `find` is asked for the host before the first call, and again after a connection failed: a local
 * host may come back under another port.
 */
export function createClient(context: Pick<Context, 'interrupt' | 'sleep'>, find: () => Target): Client {
  const state: { connection: { target: Target; agent: Agent } | null } = { connection: null };
  const connection = (): { target: Target; agent: Agent } => {
    if (state.connection === null) {
      const target = find();
      state.connection = { target, agent: createAgent(target.url, target.certSha256) };
    }
    return state.connection;
  };
  const close = (): void => {
    state.connection?.agent.destroy();
    state.connection = null;
  };

  async function attempt(name: RouteName, input: AnyInput, key: string | null): Promise<WireAnswer> {
    const { target, agent } = connection();
    const body = input.bytes ?? (input.body === undefined ? null : Buffer.from(JSON.stringify(input.body)));
    return send(agent, {
      method: routes[name].method,
      url: routeUrl(target.url, name, input.params ?? {}, input.query ?? {}),
      headers: requestHeaders(target, body, key),
      body,
      silenceMs: input.silenceMs ?? SILENCE_MS,
      signal: context.interrupt(),
    });
  }

  async function call<K extends RouteName>(name: K, input: CallInput<K> = {}): Promise<CallAnswer<K>> {
    const makesJob = 'makesJob' in routes[name];
    const key = makesJob ? (input.key ?? randomUUID()) : null;
    const repeatable = makesJob || routes[name].method === 'GET';
    for (let tried = 0; ; tried += 1) {
      try {
        const answer = await attempt(name, { ...input, query: { ...input.query } }, key);
        const body = readAnswer(connection().target, answer) as RouteAnswer<K>;
        return { body, replayed: wasReplayed(answer) };
      } catch (failure) {
        if (failure instanceof HostUnreachable) close();
        if (failure instanceof Interrupted && makesJob) throw interruptedRequest();
        const pause = pauseBefore(failure, tried, repeatable);
        if (pause === null || tried >= (input.retries ?? RETRIES)) throw failure;
        await context.sleep(pause, context.interrupt());
      }
    }
  }
  return { call, target: () => connection().target, agent: () => connection().agent, close };
}
