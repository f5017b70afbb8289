import { shortageMessage, shortages, sumCharges } from '#core/capacity.ts';
import { chargeOfUnmanaged, runningCharge, type Charge } from '#core/charges.ts';
import { submittedVm } from '#core/jobState.ts';
import type { VmFacts } from '#core/inventory.ts';
import type { JobKind } from '#schemas/generated/types.ts';
import { summary } from '../jobs/vmWork.ts';
import { done, refuse, type Outcome } from '../refusal.ts';
import type { JobHead } from '../store/jobs.ts';
import type { Emit } from '../store/store.ts';
import { busyWith } from './busyWith.ts';
import type { JobRequest, ServiceContext } from './context.ts';
import type { HostView } from './hostView.ts';
import { makeJob, type Accepted } from './makeJob.ts';
import { viewOrRefusal } from './provision.ts';
import { findVm } from './vms.ts';

export interface VmAction extends JobRequest {
  readonly vm_id: string;
}

/** Starts a VM. One that nothing is promised to is admitted like a new one. */
export function startVm(context: ServiceContext, request: VmAction): Outcome<Accepted> {
  return vmJob(context, request, 'start', {}, (view, vm, { job_id }) =>
    admitStart(context, view, vm, { job_id, attempt: 1 }),
  );
}

interface Attempt {
  readonly job_id: string;
  readonly attempt: number;
}

function admitStart(
  { store }: ServiceContext,
  view: HostView,
  vm: VmFacts,
  { job_id, attempt }: Attempt,
): Outcome<null> {
  if (view.ownerOf(vm) !== null) return done(null);
  const charges = chargesOfStart(view, vm);
  const short = shortages(view.bases, store.ledger.promised(), sumCharges(charges));
  if (short.length > 0) return refuse('capacity_exceeded', shortageMessage(short), { details: short });
  store.ledger.setCeilings(view.bases);
  for (const [item, charge] of charges.entries()) {
    store.ledger.reserve({ job_id, attempt, n: 0, item, managed_vm: null, charge });
  }
  return done(null);
}

/** Judges the job of a VM once more, before what failed is tried again. Inside a transaction. */
export function readmitVmJob(
  context: ServiceContext,
  view: HostView,
  { job_id, attempt, kind, target_vm_id }: JobHead,
): Outcome<null> {
  const vmId = target_vm_id ?? '';
  const vm = view.vm(vmId);
  const busy = vm === null ? context.store.jobs.workingOn(vmId) : busyWith(context, view, vm);
  if (busy !== null)
    return refuse('job_state', 'Another job is working on this VM; retry when it has ended.', {
      job_id: busy,
    });
  return kind === 'start' && vm !== null ? admitStart(context, view, vm, { job_id, attempt }) : done(null);
}

/** Shuts a VM down, or cuts its power. */
export function stopVm(
  context: ServiceContext,
  request: VmAction & { readonly mode: 'shut_down' | 'turn_off' },
): Outcome<Accepted> {
  return vmJob(context, request, 'stop', { mode: request.mode }, () => done(null));
}

/** Resets a running VM. */
export function restartVm(context: ServiceContext, request: VmAction): Outcome<Accepted> {
  return vmJob(context, request, 'restart', {}, (_view, vm) =>
    vm.state === 'Running'
      ? done(null)
      : refuse('vm_not_running', `"${vm.vm_name}" is ${vm.state}; only a running VM is restarted.`),
  );
}

export interface DeleteAction extends VmAction {
  readonly disks: 'keep' | 'delete';
  readonly force: boolean;
}

/** Deletes a VM that VMSpec created. */
export function deleteVm(context: ServiceContext, request: DeleteAction): Outcome<Accepted> {
  const { disks, force } = request;
  return vmJob(context, request, 'delete', { disks, force }, (view, vm) => {
    const owner = view.ownerOf(vm);
    const { vm_name } = vm;
    if (owner === null)
      return refuse('not_managed', `"${vm_name}" was not created by VMSpec, so it is not deleted.`, {
        vm_name,
      });
    if (owner.blueprint.adopted === true && disks === 'delete')
      return refuse(
        'disks_not_ours',
        `The disks of "${vm_name}" were not made by VMSpec, so they are not deleted.`,
        {
          vm_name,
        },
      );
    if (vm.state !== 'Off' && !force)
      return refuse('vm_running', `"${vm.vm_name}" is ${vm.state}, so it is not deleted.`, {
        vm_name: vm.vm_name,
      });
    return done(null);
  });
}

/** The refusal for a VM that a job works on. */
export function vmBusy({ vm_name }: VmFacts, job_id: string): Outcome<never> {
  return refuse('vm_busy', `Another job is working on "${vm_name}".`, { vm_name, job_id });
}

interface NewJob {
  readonly job_id: string;
}

function vmJob(
  context: ServiceContext,
  request: VmAction,
  kind: Exclude<JobKind, 'provision'>,
  parameters: Readonly<Record<string, unknown>>,
  admit: (view: HostView, vm: VmFacts, job: NewJob) => Outcome<null>,
): Outcome<Accepted> {
  return makeJob(context, request, (emit, created_at) => {
    const view = viewOrRefusal(context);
    if (!view.ok) return view;
    const found = findVm(view.value, request.vm_id);
    if (!found.ok) return found;
    const vm = found.value;
    const busy = busyWith(context, view.value, vm);
    if (busy !== null) return vmBusy(vm, busy);
    const job_id = context.random.uuid();
    const admitted = admit(view.value, vm, { job_id });
    if (!admitted.ok) return admitted;
    addVmJob(
      context,
      emit,
      {
        job_id,
        kind,
        created_at,
        operator: request.caller.name,
        request: JSON.stringify({ vm_id: vm.vm_id, ...parameters }),
      },
      view.value,
      vm,
    );
    return done(job_id);
  });
}

interface VmJobDraft extends NewJob {
  readonly kind: JobKind;
  readonly created_at: string;
  readonly operator: string;
  readonly request: string;
}

function addVmJob(
  { store }: ServiceContext,
  emit: Emit,
  draft: VmJobDraft,
  view: HostView,
  vm: VmFacts,
): void {
  const { job_id, kind, operator, request, created_at } = draft;
  store.jobs.add({
    id: job_id,
    kind,
    operator,
    on_failure: 'keep',
    target_vm_id: vm.vm_id,
    request,
    created_at,
  });
  store.jobs.addVm(job_id, {
    n: 0,
    managed_vm: view.ownerOf(vm)?.id ?? null,
    vm: submittedVm(vm.vm_name, vm.vm_id),
  });
  emit({
    type: 'job_submitted',
    job_id,
    vm_name: vm.vm_name,
    vm_id: vm.vm_id,
    data: summary({ job_id, kind, status: 'Submitted', reason: null, attempt: 1, operator }),
  });
}

/** What starting a VM that we did not create takes beyond what it takes already. */
function chargesOfStart({ inventory }: HostView, vm: VmFacts): Charge[] {
  const now = chargeOfUnmanaged(vm, inventory.host.memory_mb);
  const then = runningCharge(vm, inventory.host.memory_mb);
  return [
    { resource: 'cpu', volume: '', amount: Math.max(0, then.cpu_cores - now.cpu_cores), path: '' },
    { resource: 'ram', volume: '', amount: Math.max(0, then.ram_mb - now.ram_mb), path: '' },
  ];
}
