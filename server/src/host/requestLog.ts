import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { HostEvent, JobVm } from '#schemas/generated/types.ts';
import type { Clock } from './ports.ts';
import { refusalThrottle } from './security/refusalThrottle.ts';
import { withoutSecrets } from './security/secretForm.ts';

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
 * what looks like a secret; readings that succeed are left out, since clients poll. Of those who have no token 60 a
 * minute are written and the others counted: nobody who is kept out may push the rest out of the log.
 */
export function logRequests(logger: Logger, clock: Pick<Clock, 'monotonic'>) {
  const throttle = refusalThrottle();
  return (request: FastifyRequest, reply: FastifyReply, next: () => void): void => {
    const refused = reply.statusCode >= 400;
    if (request.method !== 'GET' || refused) {
      const counted = refused && request.caller === null ? throttle.take('', clock.monotonic()) : 0;
      if (counted !== null) logger.info(factsOf(request, reply, counted), 'request');
    }
    next();
  };
}

function factsOf(
  { id, method, url, ip, caller }: FastifyRequest,
  reply: FastifyReply,
  unlogged: number,
): object {
  return {
    request_id: id,
    method,
    path: withoutSecrets(url.split('?')[0] ?? '').slice(0, 256),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    operator: caller?.name ?? null,
    from: ip,
    ...(unlogged === 0 ? {} : { unlogged }),
  };
}
