import type { EventType, HostEvent, Job, JobVm, SnapshotPage, Vm } from '#schemas/generated/types.ts';
import { keptJob } from '../../client/src/store/applyEvent.ts';
import { emptyMirror, noWants, type Mirror, type Wants } from '../../client/src/store/hostState.ts';
import type { StoreInput } from '../../client/src/store/inputs.ts';
import { reduce } from '../../client/src/store/reduce.ts';
import { hostJob, hostState, hostVm, sampleCapacity, sampleHost } from './hostSamples.ts';

/** Something that happens on a host, or to the connection with it. */
export type Happening =
  | { readonly kind: 'submit'; readonly vms: number }
  | {
      readonly kind: 'step' | 'finish' | 'fail' | 'retry' | 'cancel';
      readonly job: number;
      readonly vm: number;
    }
  | { readonly kind: 'power' | 'remove' | 'rename'; readonly vm: number }
  | { readonly kind: 'appear' }
  /** What was asked for is answered. */
  | { readonly kind: 'answer' }
  /** The connection broke, and comes back in a new epoch. */
  | { readonly kind: 'snapshot' }
  /** The connection broke, and comes back somewhere else: everything is read. */
  | { readonly kind: 'missed' };

/** A host by the book: it changes, sends events as a real one does, and answers; and the store's mirror of it. */
export function storeModel(): {
  readonly happen: (happening: Happening) => void;
  /** Answers until nothing is wanted any more. */
  readonly settle: () => void;
  readonly mirror: () => Mirror;
  /** What a fresh reading says. */
  readonly truth: () => Pick<Mirror, 'vms' | 'jobs'>;
} {
  const vms = new Map<string, Vm>();
  const jobs = new Map<string, Job>();
  const state: { mirror: Mirror; wants: Wants; seq: number } = {
    mirror: emptyMirror,
    wants: noWants(),
    seq: 0,
  };
  const learn = (...inputs: StoreInput[]): void => {
    const { mirror, wanted } = reduce(state.mirror, inputs);
    state.mirror = mirror;
    for (const list of wanted.lists) state.wants.lists.add(list);
    for (const id of wanted.vms) state.wants.vms.add(id);
    for (const id of wanted.jobs) state.wants.jobs.add(id);
  };
  const emit = (type: EventType, facts: Omit<HostEvent, 'seq' | 'at' | 'type'>): void => {
    state.seq += 1;
    learn({ kind: 'event', event: { seq: state.seq, at: timeAt(state.seq), type, ...facts } });
  };
  const saveJob = (job: Job): Job => {
    const failed = job.vms.filter(({ status }) => status === 'Failed').length;
    const created = job.vms.filter(({ status }) => status === 'Success').length;
    const kept = { ...job, counts: { requested: job.vms.length, created, failed, cancelled: 0 } };
    jobs.set(job.job_id, kept);
    return kept;
  };
  const head = ({ job_id, kind, status, reason, attempt, operator }: Job): Record<string, unknown> => ({
    job: { job_id, kind, status, reason, attempt, operator },
  });
  const saveVm = (job: Job, n: number, vm: JobVm): void => {
    const started =
      job.status === 'Submitted' ? { status: 'Provisioning' as const, started_at: timeAt(99) } : {};
    if (job.status === 'Submitted')
      emit('job_started', { job_id: job.job_id, data: head({ ...job, ...started }) });
    const next = saveJob({ ...job, ...started, vms: job.vms.with(n, vm) });
    const ended = vm.status === 'Success' || vm.status === 'Failed';
    emit(ended ? 'vm_finished' : 'vm_step', {
      job_id: job.job_id,
      vm_name: vm.vm_name,
      ...(vm.vm_id === null ? {} : { vm_id: vm.vm_id }),
      data: { n, vm },
    });
    if (!next.vms.every(({ status }) => status === 'Success' || status === 'Failed')) return;
    const outcome = next.vms.some(({ status }) => status === 'Failed') ? 'Failed' : 'Success';
    const over = saveJob({ ...next, status: outcome, cancelling: false, finished_at: timeAt(state.seq) });
    emit('job_finished', { job_id: job.job_id, data: head(over) });
  };
  const jobAt = (index: number): Job | undefined => [...jobs.values()][index % Math.max(1, jobs.size)];
  const vmAt = (index: number): Vm | undefined => [...vms.values()][index % Math.max(1, vms.size)];
  const pages = (): SnapshotPage[] => {
    const place = { seq: state.seq, epoch: 1 };
    return [
      { ...place, jobs: [...jobs.values()].map((job) => ({ ...job, request: {} })), vms: [], last: false },
      { ...place, jobs: [], vms: [...vms.values()], last: false },
      { ...place, jobs: [], vms: [], last: true },
    ];
  };
  const answer = (): void => {
    const { lists, vms: vmIds, jobs: jobIds } = state.wants;
    state.wants = noWants();
    const sample = hostState([]);
    for (const list of lists) {
      if (list === 'vms') learn({ kind: 'vms', vms: [...vms.values()] });
      else if (list === 'jobs') learn({ kind: 'jobs', jobs: [...jobs.values()] });
      else if (list === 'capacity') learn({ kind: 'capacity', capacity: sampleCapacity });
      else if (list === 'host') learn({ kind: 'host', host: sampleHost });
      else if (list === 'templates') learn({ kind: 'templates', templates: sample.templates });
      else learn({ kind: 'networks', networks: sample.networks });
    }
    for (const id of vmIds) learn({ kind: 'vm', id, vm: vms.get(id) ?? null });
    for (const id of jobIds) learn({ kind: 'job', id, job: jobs.get(id) ?? null });
  };
  const workOn = (index: number, vm: number, change: (vm: JobVm) => JobVm): void => {
    const job = jobAt(index);
    const n = vm % Math.max(1, job?.vms.length ?? 0);
    const before = job?.vms[n];
    if (job === undefined || before === undefined) return;
    if (before.status === 'Success' || before.status === 'Failed') return;
    saveVm(job, n, change(before));
  };
  const changeVm = (index: number, change: (vm: Vm) => Vm | null): void => {
    const before = vmAt(index);
    if (before === undefined) return;
    const { vm_id, vm_name } = before;
    const after = change(before);
    if (after === null) vms.delete(vm_id);
    else vms.set(vm_id, after);
    emit('vm_changed', { vm_id, vm_name, data: after === null ? { gone: true } : { state: after.state } });
  };
  const appear = (name: string): void => {
    const vm = hostVm(name);
    vms.set(vm.vm_id, vm);
    emit('vm_changed', { vm_id: vm.vm_id, vm_name: name, data: { state: vm.state } });
  };
  learn({ kind: 'opened', host: sampleHost });
  return {
    mirror: () => state.mirror,
    truth: () => ({
      vms: new Map(vms),
      jobs: new Map(Array.from(jobs, ([id, job]) => [id, keptJob(job)])),
    }),
    settle: () => {
      while (state.wants.lists.size + state.wants.vms.size + state.wants.jobs.size > 0) answer();
    },
    happen: (happening) => {
      switch (happening.kind) {
        case 'submit': {
          const n = jobs.size + 1;
          const names = Array.from({ length: happening.vms }, (_, i) => `vm-${String(n)}-${String(i)}`);
          const { vms: made, ...job } = hostJob(n, names, {
            status: 'Submitted',
            started_at: null,
            finished_at: null,
          });
          const waiting = made.map((vm): JobVm => ({ ...vm, status: 'Submitted', progress: 0, vm_id: null }));
          emit('job_submitted', {
            job_id: job.job_id,
            data: head(saveJob({ ...job, vms: waiting, request: {} })),
          });
          return;
        }
        case 'step':
          workOn(happening.job, happening.vm, (vm) => ({
            ...vm,
            status: 'Provisioning',
            step: 'disk',
            progress: 0.5,
          }));
          return;
        case 'finish':
          workOn(happening.job, happening.vm, (vm) => {
            appear(vm.vm_name);
            return { ...vm, status: 'Success', step: null, progress: 1, vm_id: `id-${vm.vm_name}` };
          });
          return;
        case 'fail':
          workOn(happening.job, happening.vm, (vm) => ({
            ...vm,
            status: 'Failed',
            error: { code: 'x', message: 'no' },
            rollback: 'complete',
          }));
          return;
        case 'retry': {
          const job = jobAt(happening.job);
          if (job?.status !== 'Failed') return;
          const again = job.vms.map((vm): JobVm =>
            vm.status === 'Failed'
              ? { ...vm, status: 'Submitted', error: null, rollback: 'none', progress: 0 }
              : vm,
          );
          const next = {
            ...job,
            status: 'Submitted' as const,
            attempt: job.attempt + 1,
            vms: again,
            finished_at: null,
          };
          emit('job_retried', { job_id: job.job_id, data: head(saveJob({ ...next, started_at: null })) });
          return;
        }
        case 'cancel': {
          const job = jobAt(happening.job);
          if (job?.finished_at !== null) return;
          emit('job_cancel_requested', {
            job_id: job.job_id,
            data: head(saveJob({ ...job, cancelling: true })),
          });
          return;
        }
        case 'power':
          changeVm(happening.vm, (vm) => ({ ...vm, state: vm.state === 'Off' ? 'Running' : 'Off' }));
          return;
        case 'rename':
          changeVm(happening.vm, (vm) => ({ ...vm, vm_name: `${vm.vm_name}x`, changed_outside: true }));
          return;
        case 'remove':
          changeVm(happening.vm, () => null);
          return;
        case 'appear':
          appear(`other-${String(state.seq)}`);
          return;
        case 'answer':
          answer();
          return;
        case 'snapshot':
          learn({ kind: 'snapshot', pages: pages() }, { kind: 'opened', host: sampleHost });
          return;
        case 'missed':
          learn({ kind: 'missed' }, { kind: 'opened', host: sampleHost });
          return;
      }
    },
  };
}

function timeAt(n: number): string {
  return new Date(1_770_000_000_000 + n * 1000).toISOString();
}
