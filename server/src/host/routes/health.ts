import type { FastifyInstance } from 'fastify';
import type { Health } from '#schemas/generated/types.ts';
import { routes } from '#schemas/protocol/routes.ts';
import { refuse } from '../refusal.ts';
import { stopping } from '../services/makeJob.ts';
import type { Readiness } from '../services/services.ts';
import { sendRefusal, sendText } from './reply.ts';

/** Registers the two routes that need neither a token nor a ready host. */
export function registerHealth(app: FastifyInstance, readiness: () => Readiness): void {
  app.get(routes.healthz.path, { config: { route: routes.healthz } }, (_request, reply) => {
    const health: Health = { status: 'ok', reason: null };
    return sendText(reply, JSON.stringify(health));
  });
  app.get(routes.readyz.path, { config: { route: routes.readyz } }, (request, reply) => {
    const state = readiness();
    if (!state.ready)
      return sendRefusal(request, reply, refuse('not_ready', state.reason, { retry_after_s: 2 }).refusal);
    if (state.services.context.shutdown.asked) return sendRefusal(request, reply, stopping().refusal);
    const health: Health = { status: 'ok', reason: null };
    return sendText(reply, JSON.stringify(health));
  });
}
