import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { withoutSecrets } from './security/secretForm.ts';
import type { HostEvent, JobVm } from '#schemas/generated/types.ts';

/** Writes every event to the log under its job and VM: what happened, never what a spec holds. */
export function logEvents(logger: Logger): (events: readonly HostEvent[]) => void {
  return (events) => {
    for (const { seq, type, job_id, vm_name, vm_id, data } of events) {
      logger.info({ seq, job_id, vm_name, vm_id, ...stepOf(data) }, type);
    }
  };
}

/** The step of a VM's entry, and why it failed. */
function stepOf(
  data: HostEvent['data'],
): Partial<Pick<JobVm, 'step' | 'status' | 'rollback'>> & { code?: string } {
  const vm = data?.['vm'] as JobVm | undefined;
  if (vm === undefined) return {};
  const { step, status, rollback, error } = vm;
  return { step, status, rollback, ...(error === null ? {} : { code: error.code }) };
}

/**
 * Writes every request that changes something or is refused to the log. The path is logged without its query and without
 * what looks like a secret, and
 * readings that succeed are left out: clients poll.
 */
export function logRequests(logger: Logger) {
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    if (request.method !== 'GET' || reply.statusCode >= 400) {
      const { id, method, url, ip } = request;
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      const path = withoutSecrets(url.split('?')[0] ?? '').slice(0, 256);
      logger.info(
        {
          request_id: id,
          method,
          path,
          status: reply.statusCode,
          ms,
          operator: request.caller?.name ?? null,
          from: ip,
        },
        'request',
      );
    }
    next();
  };
}
