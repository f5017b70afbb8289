import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { submittedVm } from '#core/jobState.ts';
import type { JobVm } from '#schemas/generated/types.ts';
import { dataFiles, makeDataDirectory } from '../../../server/src/host/dataFiles.ts';
import { systemClock } from '../../../server/src/host/clock.ts';
import { openStore, type Emit, type Store } from '../../../server/src/host/store/store.ts';
import { oneVm } from './bigMachine.ts';

/** Steps of a VM, each with its rows in the journal and the log, as a job leaves them. */
const STEPS = ['template', 'disk', 'vm', 'configure', 'network', 'start', 'verify'] as const;
const BATCH = 250;

/** Writes the records of jobs of one VM each that succeeded, through the store's own interface. */
export function writeFinishedJobs(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const files = dataFiles(folder);
  makeDataDirectory(files);
  // What tells a practice host that these records are its own.
  mkdirSync(files.practice, { recursive: true });
  const store = openStore({
    program: '0.0.0-test',
    fillLog: false,
    path: files.database,
    clock: systemClock,
    simulated: true,
    onDiskFailure: fail,
    onListenerError: fail,
  });
  for (let first = 0; first < count; first += BATCH) {
    store.transact((emit) => {
      for (let index = first; index < Math.min(count, first + BATCH); index += 1) {
        writeJob(store, emit, `vm-${index}`);
      }
    });
  }
  store.close();
}

function fail(error: unknown): never {
  throw error;
}

function writeJob(store: Store, emit: Emit, vmName: string): void {
  const id = randomUUID();
  const created_at = new Date().toISOString();
  const request = JSON.stringify(oneVm(vmName));
  const draft = {
    id,
    operator: 'local',
    on_failure: 'keep',
    target_vm_id: null,
    request,
    created_at,
  } as const;
  store.jobs.add({ ...draft, kind: 'provision' });
  const vm: JobVm = { ...submittedVm(vmName), vm_id: randomUUID() };
  store.jobs.addVm(id, { n: 0, managed_vm: null, vm });
  emit({ type: 'job_submitted', job_id: id, data: { job: { job_id: id, status: 'Submitted' } } });
  for (const [index, step] of STEPS.entries()) {
    store.steps.done({ job_id: id, n: 0, attempt: 1 }, step);
    const now: JobVm = { ...vm, status: 'Provisioning', step, progress: index / STEPS.length };
    emit({ type: 'vm_step', job_id: id, vm_name: vmName, data: { n: 0, vm: now } });
  }
  store.jobs.saveVm(id, 0, { ...vm, status: 'Success', progress: 1 });
  store.jobs.finish(id, { status: 'Success', reason: null, at: created_at });
  emit({ type: 'job_finished', job_id: id, data: { job: { job_id: id, status: 'Success' } } });
}
