import type { Logger } from 'pino';
import type { WebSocket } from '@fastify/websocket';
import { recordCall } from '../activity/recordCall.ts';
import { readDocument } from '#core/readDocument.ts';
import { methods, type MethodName } from '#schemas/protocol/methods.ts';
import { SPEC_BYTES } from '#schemas/limits.ts';
import { errorBody, refuse, type Outcome, type Refusal } from '../refusal.ts';
import { validatorOf } from '../routes/readQuery.ts';
import type { Caller } from '../services/context.ts';
import { invalidRequest } from '../services/readRequest.ts';
import type { Services } from '../services/services.ts';
import { judgeRole } from '../security/guard.ts';
import type { RateLimit } from '../security/rateLimit.ts';
import { readFrame, rpcErrors, type RpcId, type RpcRequest } from './frame.ts';
import { methodHandlers, rpcFingerprint, type MethodInput } from './methodHandlers.ts';
import type { Subscription } from './subscription.ts';

export interface Session {
  readonly socket: WebSocket;
  readonly services: Services;
  readonly caller: Caller;
  /** Network address of the client. */
  readonly from: string;
  readonly subscription: Subscription;
  readonly limiter: RateLimit;
  readonly logger: Logger;
}

/** Answers one text frame. */
export function answerFrame(session: Session, text: string): void {
  const requestId = session.services.context.random.uuid();
  const reading = readFrame(text);
  if (!reading.ok) {
    sendError(session, reading.id, reading.number, reading.refusal, requestId);
    return;
  }
  const { request } = reading;
  const call: Call = { request, requestId, target: null };
  // An answer that is there at once is sent at once: notifications must not overtake it.
  const outcome = guarded(session, call);
  if (outcome instanceof Promise) {
    void outcome
      .catch((error: unknown) => mistake(session, error, requestId))
      .then((later) => {
        settle(session, call, later);
      });
  } else settle(session, call, outcome);
}

/** A request under way. */
interface Call {
  readonly request: RpcRequest;
  readonly requestId: string;
  /** The job or VM that its parameters name, once they are read. */
  target: string | null;
}

function settle(session: Session, { request, requestId, target }: Call, outcome: Outcome<unknown>): void {
  recordCall(session.services.activity, { session, request, requestId, target, outcome });
  sendOutcome(session, request, outcome, requestId);
}

function sendOutcome(
  session: Session,
  request: RpcRequest,
  outcome: Outcome<unknown>,
  requestId: string,
): void {
  if (outcome.ok) {
    session.socket.send(
      JSON.stringify({ jsonrpc: '2.0', id: request.id, result: resultOf(request.method, outcome.value) }),
    );
    return;
  }
  const number = outcome.refusal.code === 'invalid_request' ? rpcErrors.invalidParams : rpcErrors.refused;
  sendError(session, request.id, number, outcome.refusal, requestId);
}

/** A mistake of ours is answered too, and told to the log only. */
function guarded(session: Session, call: Call): Answer {
  try {
    return answer(session, call, call.request.method);
  } catch (error) {
    return mistake(session, error, call.requestId);
  }
}

type Answer = Outcome<unknown> | Promise<Outcome<unknown>>;

function mistake({ logger }: Session, error: unknown, requestId: string): Outcome<unknown> {
  logger.error({ err: error, request_id: requestId }, 'a request met a mistake of the host');
  return refuse('internal', `The host made a mistake. Its log tells more under ${requestId}.`);
}

function answer<K extends MethodName>(session: Session, call: Call, method: K): Answer {
  const { request } = call;
  const { role, makesJob, params: schema } = methods[method];
  const tooWeak = judgeRole(session.caller, role);
  if (tooWeak !== null) return { ok: false, refusal: tooWeak };
  const wait = makesJob === true ? session.limiter.take(session.caller.name) : 0;
  if (wait > 0) return refuse('rate_limited', undefined, { retry_after_s: wait });
  const params = readParams(schema, request);
  if (!params.ok) return params;
  call.target = named(params.value, 'vm_id') ?? named(params.value, 'job_id');
  const key = named(params.value, 'idempotency_key');
  const input = {
    services: session.services,
    caller: session.caller,
    params: params.value,
    spec: request.spec ?? '',
    job: {
      caller: session.caller,
      key,
      fingerprint: key === null ? '' : rpcFingerprint(method, request.params),
    },
    subscription: session.subscription,
  };
  // The table ties the method to its schema, and the validator has just checked the parameters against it.
  return methodHandlers[method](input as MethodInput<K>);
}

/** Reads parameters strictly; what is wrong inside a spec is told by the service that reads the spec. */
function readParams(schema: string, request: RpcRequest): Outcome<unknown> {
  const document = readDocument(request.params, validatorOf(schema), { limit: 2 * SPEC_BYTES });
  const own = document.problems.filter(
    ({ pointer }) => request.spec === null || !pointer.startsWith('/request/'),
  );
  if (own.length > 0) return invalidRequest(own, document.truncated);
  return { ok: true, value: document.raw };
}

function named(params: unknown, name: string): string | null {
  const found: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : null;
  return typeof found === 'string' ? found : null;
}

function resultOf(method: MethodName, value: unknown): unknown {
  const accepted =
    methods[method].makesJob === true && typeof value === 'object' && value !== null && 'answer' in value;
  return accepted ? value.answer : value;
}

function sendError(
  { socket }: Session,
  id: RpcId,
  number: number,
  refusal: Refusal,
  requestId: string,
): void {
  const error = { code: number, message: refusal.message, data: errorBody(refusal, requestId) };
  socket.send(JSON.stringify({ jsonrpc: '2.0', id, error }));
}
