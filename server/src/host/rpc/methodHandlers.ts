import { createHash } from 'node:crypto';
import { PROTOCOL } from '#schemas/limits.ts';
import type { MethodName, MethodParams, MethodResult, methods } from '#schemas/protocol/methods.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import { acceptVm } from '../services/audit/accept.ts';
import { adoptVm } from '../services/audit/adopt.ts';
import { getAudit } from '../services/audit/audit.ts';
import { repairAudit } from '../services/audit/repair.ts';
import { getCapacity } from '../services/capacity.ts';
import type { Caller, JobRequest } from '../services/context.ts';
import { exportedVm } from '../services/describedVms.ts';
import { getDoctor } from '../services/doctor.ts';
import { getHost, listNetworks } from '../services/hostQueries.ts';
import { cancelJob, retryJob } from '../services/jobActions.ts';
import { getJob, listJobs } from '../services/jobQueries.ts';
import type { Accepted } from '../services/makeJob.ts';
import { plan } from '../services/plan.ts';
import { provision } from '../services/provision.ts';
import type { Services } from '../services/services.ts';
import { addTemplate } from '../services/templates/addTemplate.ts';
import { listTemplates } from '../services/templates/listTemplates.ts';
import { removeTemplate } from '../services/templates/removeTemplate.ts';
import { deleteVm, restartVm, startVm, stopVm } from '../services/vmActions.ts';
import { getVm, listVms } from '../services/vms.ts';
import type { Subscription } from './subscription.ts';

export interface MethodInput<K extends MethodName> {
  readonly services: Services;
  readonly caller: Caller;
  readonly params: MethodParams<K>;
  /** Text of the spec, for the methods that take one. */
  readonly spec: string;
  readonly job: JobRequest;
  readonly subscription: Subscription;
}

type MethodValue<K extends MethodName> = (typeof methods)[K] extends { makesJob: true }
  ? Accepted
  : MethodResult<K>;

/** A handler for every method: a missing one does not compile. */
export type MethodHandlers = {
  readonly [K in MethodName]: (
    input: MethodInput<K>,
  ) => Outcome<MethodValue<K>> | Promise<Outcome<MethodValue<K>>>;
};

/** Every method to the service that REST uses too, and nothing else. */
export const methodHandlers: MethodHandlers = {
  initialize: ({ services, caller, params: { protocol } }) =>
    protocol.max < PROTOCOL.min || protocol.min > PROTOCOL.max
      ? refuse('protocol_mismatch', mismatch(protocol))
      : getHost(services.context, services.identity, caller),
  'vms/provision': ({ services, job, spec, params }) =>
    provision(services.context, { ...job, text: spec, on_failure: params.on_failure ?? 'keep' }),
  'vms/plan': ({ services, spec }) => plan(services.context, spec),
  'vms/list': ({ services }) => listVms(services.context),
  'vms/get': ({ services, params }) => getVm(services.context, params.vm_id),
  'vms/export': ({ services, params }) => exportedVm(services.context, params.vm_id),
  'vms/start': ({ services, job, params }) => startVm(services.context, { ...job, vm_id: params.vm_id }),
  'vms/stop': ({ services, job, params }) =>
    stopVm(services.context, { ...job, vm_id: params.vm_id, mode: params.mode ?? 'shut_down' }),
  'vms/restart': ({ services, job, params }) => restartVm(services.context, { ...job, vm_id: params.vm_id }),
  'vms/delete': ({ services, job, params }) =>
    deleteVm(services.context, {
      ...job,
      vm_id: params.vm_id,
      disks: params.disks ?? 'keep',
      force: params.force ?? false,
    }),
  'jobs/list': ({ services, params }) => listJobs(services.context, params),
  'jobs/get': ({ services, params }) => getJob(services.context, params.job_id),
  'jobs/cancel': ({ services, job, params }) =>
    cancelJob(services.context, { ...job, job_id: params.job_id.toLowerCase() }),
  'jobs/retry': ({ services, job, params }) =>
    retryJob(services.context, { ...job, job_id: params.job_id.toLowerCase() }),
  'capacity/get': ({ services }) => getCapacity(services.context),
  'templates/list': ({ services }) => listTemplates(services.context),
  'templates/add': ({ services, caller, params }) => addTemplate(services.context, caller, params),
  'templates/remove': ({ services, params }) => removeTemplate(services, params),
  'networks/list': ({ services }) => listNetworks(services.context),
  'host/get': ({ services, caller }) => getHost(services.context, services.identity, caller),
  'doctor/get': ({ services }) => getDoctor(services, services.stopping),
  'audit/get': ({ services }) => getAudit(services.context),
  'audit/repair': ({ services, params }) => repairAudit(services, params),
  'vms/adopt': ({ services, caller, params }) => adoptVm(services.context, caller, params.vm_id),
  'vms/accept': ({ services, caller, params }) => acceptVm(services.context, caller, params.vm_id),
  'events/subscribe': ({ subscription, params }) =>
    done(subscription.begin(params.after ?? null, params.epoch ?? null)),
  'events/unsubscribe': ({ subscription }) => done({ unsubscribed: subscription.end() }),
};

function mismatch({ min, max }: { readonly min: number; readonly max: number }): string {
  const older = max < PROTOCOL.min ? 'the client' : 'the host';
  return `The client speaks protocol ${min} to ${max}, the host ${PROTOCOL.min} to ${PROTOCOL.max}: update ${older}.`;
}

/** Tells two requests with one idempotency key apart. */
export function rpcFingerprint(method: string, params: string): string {
  return createHash('sha256').update(`${method}\n${params}`).digest('hex');
}
