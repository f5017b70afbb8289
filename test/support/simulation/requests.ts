import assert from 'node:assert/strict';
import type { SpecFile } from '#schemas/generated/types.ts';
import type { Outcome } from '../../../server/src/host/refusal.ts';
import type { JobRequest, ServiceContext } from '../../../server/src/host/services/context.ts';
import { cancelJob, retryJob } from '../../../server/src/host/services/jobActions.ts';
import type { Accepted } from '../../../server/src/host/services/makeJob.ts';
import { provision } from '../../../server/src/host/services/provision.ts';
import { deleteVm, restartVm, startVm, stopVm } from '../../../server/src/host/services/vmActions.ts';
import { Killed } from './life.ts';
import { assertAdmissionFits, assertNoTrace, traceOf } from './invariants/admission.ts';
import type { World } from './world.ts';

/** A request that makes a job, as data. */
export type Request = { readonly key: string | null } & (
  | { readonly ask: 'provision'; readonly spec: SpecFile; readonly all?: true }
  | { readonly ask: 'cancel' | 'retry'; readonly job_id: string }
  | { readonly ask: 'start' | 'stop' | 'turn_off' | 'restart'; readonly vm_id: string }
  | { readonly ask: 'delete'; readonly vm_id: string; readonly disks: 'keep' | 'delete' }
);

/** Asks the services of a host, as its doors do. */
export function askServices(context: ServiceContext, request: Request): Outcome<Accepted> {
  const { key, ...rest } = request;
  const job: JobRequest = { caller: { name: 'sim', role: 'admin' }, key, fingerprint: JSON.stringify(rest) };
  switch (request.ask) {
    case 'provision': {
      const on_failure = request.all === true ? 'rollback_all' : 'keep';
      return provision(context, { ...job, text: JSON.stringify(request.spec), on_failure });
    }
    case 'cancel':
      return cancelJob(context, { ...job, job_id: request.job_id });
    case 'retry':
      return retryJob(context, { ...job, job_id: request.job_id });
    case 'start':
      return startVm(context, { ...job, vm_id: request.vm_id });
    case 'stop':
      return stopVm(context, { ...job, vm_id: request.vm_id, mode: 'shut_down' });
    case 'turn_off':
      return stopVm(context, { ...job, vm_id: request.vm_id, mode: 'turn_off' });
    case 'restart':
      return restartVm(context, { ...job, vm_id: request.vm_id });
    case 'delete':
      return deleteVm(context, { ...job, vm_id: request.vm_id, disks: request.disks, force: true });
  }
}

/**
 * Asks the host of a world and holds it to its answer. Answers the id of the job, a refusal's code, or null when no
 * answer came because the host was killed meanwhile.
 */
export function ask(world: World, request: Request): string | null {
  const { host, witness, counts } = world;
  const engine = host.engine();
  if (engine === null) return null;
  counts.requests += 1;
  witness.mayHaveGrown = true;
  const before = traceOf(engine.context.store);
  try {
    const outcome = askServices(engine.context, request);
    if (outcome.ok) {
      const { job_id } = outcome.value.answer.provisioning_job_response;
      witness.acknowledged.add(job_id);
      counts.admissions += 1;
      assertAdmissionFits(engine.context, before);
      return job_id;
    }
    assert.ok(mayBe.has(outcome.refusal.code), `refused with ${outcome.refusal.code}`);
    assertNoTrace(engine.context.store, before);
    return outcome.refusal.code;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    if (request.key !== null) world.unanswered.push(request);
    return null;
  }
}

/** Refusals that are right now and then in a world in which everybody does everything. */
const mayBe: ReadonlySet<string> = new Set([
  ...['capacity_exceeded', 'name_in_use', 'job_state', 'vm_busy', 'vm_not_found', 'vm_not_running'],
  ...['not_managed', 'inventory_unknown', 'storage_full', 'unknown_network'],
]);
