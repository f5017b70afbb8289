import { openApi } from '#schemas/generated/openApi.js';
import { done } from '../refusal.ts';
import { listActivity } from '../services/activity.ts';
import { acceptVm } from '../services/audit/accept.ts';
import { adoptVm } from '../services/audit/adopt.ts';
import { getAudit } from '../services/audit/audit.ts';
import { repairAudit } from '../services/audit/repair.ts';
import { getCapacity } from '../services/capacity.ts';
import { exportedVm } from '../services/describedVms.ts';
import { getDoctor } from '../services/doctor.ts';
import { listEvents } from '../services/eventQueries.ts';
import { getHost, listNetworks } from '../services/hostQueries.ts';
import { cancelJob, retryJob } from '../services/jobActions.ts';
import { listJobs, waitForJob } from '../services/jobQueries.ts';
import { createPairingCode, pair } from '../services/pairing.ts';
import { plan } from '../services/plan.ts';
import { provision } from '../services/provision.ts';
import { stopHost } from '../services/stopHost.ts';
import { createToken, listTokens, revokeToken, rotateToken } from '../services/tokenActions.ts';
import { addTemplate } from '../services/templates/addTemplate.ts';
import { listTemplates } from '../services/templates/listTemplates.ts';
import { removeTemplate } from '../services/templates/removeTemplate.ts';
import { deleteVm, restartVm, startVm, stopVm } from '../services/vmActions.ts';
import { getVm, listVms } from '../services/vms.ts';
import type { RouteHandlers } from './routeHandler.ts';

/** Encoded once: it is large, and anybody with a token may ask for it again and again. */
const openApiBytes = Buffer.from(JSON.stringify(openApi));

/** Every route to its service, and nothing else. `metrics` is given by the app, which counts. */
export const handlers: Omit<RouteHandlers, 'metrics'> = {
  provisionVms: ({ services, job, text, query }) =>
    provision(services.context, { ...job, text, on_failure: query.on_failure ?? 'keep' }),
  planVms: ({ services, text }) => plan(services.context, text),
  listJobs: ({ services, query }) => listJobs(services.context, query),
  getJob: ({ services, id, query, signal }) => waitForJob(services.context, id, query.wait ?? 0, signal),
  cancelJob: ({ services, job, id }) => cancelJob(services.context, { ...job, job_id: id }),
  retryJob: ({ services, job, id }) => retryJob(services.context, { ...job, job_id: id }),
  listVms: ({ services }) => listVms(services.context),
  getVm: ({ services, id }) => getVm(services.context, id),
  exportVm: ({ services, id }) => exportedVm(services.context, id),
  startVm: ({ services, job, id }) => startVm(services.context, { ...job, vm_id: id }),
  stopVm: ({ services, job, id, body }) =>
    stopVm(services.context, { ...job, vm_id: id, mode: body.mode ?? 'shut_down' }),
  restartVm: ({ services, job, id }) => restartVm(services.context, { ...job, vm_id: id }),
  deleteVm: ({ services, job, id, query }) =>
    deleteVm(services.context, {
      ...job,
      vm_id: id,
      disks: query.disks ?? 'keep',
      force: query.force ?? false,
    }),
  getAudit: ({ services }) => getAudit(services.context),
  repairAudit: ({ services, body }) => repairAudit(services, body),
  adoptVm: ({ services, caller, id }) => adoptVm(services.context, caller, id),
  acceptVm: ({ services, caller, id }) => acceptVm(services.context, caller, id),
  getCapacity: ({ services }) => getCapacity(services.context),
  listTemplates: ({ services }) => listTemplates(services.context),
  addTemplate: ({ services, caller, body }) => addTemplate(services.context, caller, body),
  removeTemplate: ({ services, query }) => removeTemplate(services, query),
  listNetworks: ({ services }) => listNetworks(services.context),
  getHost: ({ services, caller }) => getHost(services.context, services.identity, caller),
  getDoctor: ({ services, signal }) => getDoctor(services, signal),
  stopHost: ({ services, body }) => stopHost(services.context, body),
  listEvents: ({ services, query }) => listEvents(services.context, query),
  listTokens: ({ services }) => listTokens(services),
  createToken: ({ services, body }) => createToken(services, body),
  rotateToken: ({ services, id, body }) => rotateToken(services, id, body),
  revokeToken: ({ services, id }) => revokeToken(services, id),
  listActivity: ({ services, query }) => listActivity(services, query),
  createPairingCode: ({ services, body, caller }) => createPairingCode(services, body, caller),
  pair: ({ services, body, address }) => pair(services, body, address),
  openApi: () => done(openApiBytes),
};
