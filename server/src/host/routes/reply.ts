import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, statusOf, type Refusal } from '../refusal.ts';

/** Sends text that is JSON unless another type was set. */
export function sendText(reply: FastifyReply, text: string | Buffer): FastifyReply {
  if (!reply.hasHeader('content-type')) void reply.header('content-type', 'application/json; charset=utf-8');
  return reply.send(text);
}

/** HTTP has such an answer name how to authenticate. */
const UNAUTHORIZED = 401;

/** Sends a refusal in the one shape of errors, with the headers that go with it. */
export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  reply.refusedFor = refusal.code;
  void reply.code(statusOf(refusal));
  if (statusOf(refusal) === UNAUTHORIZED) void reply.header('www-authenticate', 'Bearer');
  if (refusal.retry_after_s !== undefined) void reply.header('retry-after', String(refusal.retry_after_s));
  return sendText(reply, JSON.stringify(errorBody(refusal, request.id)));
}
