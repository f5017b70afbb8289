import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Random } from '../ports.ts';
import { refuse } from '../refusal.ts';
import { answerBrokenRequest } from '../routes/brokenRequest.ts';
import { sendRefusal } from '../routes/reply.ts';
import { RPC_PATH } from './register.ts';

/** Whether a request asks for a WebSocket. What asks for another protocol is answered as if it had not asked. */
export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Has an upgrade that cannot be refused in the one shape of errors. Call it behind the hook of the guard. */
export function refuseStrangeUpgrades(app: FastifyInstance, random: Random): void {
  app.addHook('onRequest', (request, reply, next) => {
    const { url } = request.routeOptions;
    // An address that does not exist is refused for that.
    if (!request.ws || url === undefined || url === RPC_PATH) {
      next();
      return;
    }
    sendRefusal(request, reply, refuse('malformed_request', `Only ${RPC_PATH} speaks WebSocket.`).refusal);
  });
  app.websocketServer.on('wsClientError', (error: Error, socket: Duplex) => {
    answerBrokenRequest(error, socket, random);
  });
}
