import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DiskFacts, Inventory, VmFacts } from '#core/inventory.ts';
import { diskPaths } from '#core/vmFolders.ts';
import type { JobContext } from '../../../../../server/src/host/jobs/context.ts';
import { releaseGone } from '../../../../../server/src/host/jobs/releaseGone.ts';
import { applyVmEvent, beginJob, concludeJob } from '../../../../../server/src/host/jobs/vmWork.ts';
import { jobError } from '../../../../../server/src/host/hyperv/failures.ts';
import type { ServiceContext } from '../../../../../server/src/host/services/context.ts';
import { createShutdown } from '../../../../../server/src/host/shutdown.ts';
import { fold, hostView, oursIn, type HostView } from '../../../../../server/src/host/services/hostView.ts';
import { openStore, type Store } from '../../../../../server/src/host/store/store.ts';
import { fakeClock } from '../../../../support/fakeClock.ts';
import { seededRandom } from '../../../../support/seededRandom.ts';
import { scratchFolder } from '../../../../support/simulation/scratchFolder.ts';
import { sampleInventory, sampleTemplate, sampleVmFacts } from '../../../core/sampleInventory.ts';

/** A VM of somebody else. */
export interface Stranger {
  readonly name: string;
  readonly cpu: number;
  readonly ram: number;
}

/** The machine as it is; the host sees of it what it read last. */
export interface Machine {
  readonly strangers: Map<string, Stranger>;
  readonly ours: Map<string, VmFacts>;
  readonly files: Map<string, DiskFacts>;
  filledMb: number;
}

export const TOTAL = { cpu: 16, ram: 65_536, storage: 512_000 } as const;
const TEMPLATE = 'C:\\Templates\\tiny.vhdx';
const FILE_MB = 4;

const policy = {
  ...{ cpu_percent: 100, ram_percent: 100, storage_percent: 100 },
  ...{ reserve_cpu_cores: 0, reserve_ram_mb: 0, reserve_storage_mb: 0 },
};

/** Services and records of a host without its server and without a driver: tests do the machine's part. */
export interface System {
  readonly machine: Machine;
  /** How many requests were judged. */
  judged: number;
  context(): ServiceContext;
  store(): Store;
  /** Reads the machine, as the host does now and then. */
  read(): void;
  /** The VM of a job is finished on the machine. */
  finish(jobId: string, n: number): void;
  /** The VM of a job failed, was removed, and what it held is released; twice. */
  fail(jobId: string, n: number): Promise<void>;
  /** A finished VM leaves the machine, with its disk or without, and its job ends. */
  removed(jobId: string, managedVm: number, withDisks: boolean): Promise<void>;
  /** Closes the records and opens them again. */
  restart(): void;
  close(): void;
}

export function openSystem(): System {
  const directory = scratchFolder();
  const machine: Machine = { strangers: new Map(), ours: new Map(), files: new Map(), filledMb: 0 };
  const clock = fakeClock();
  const random = seededRandom(7);
  const open = (): Store =>
    openStore({
      program: '0.0.0-test',
      fillLog: false,
      path: join(directory, 'vmspec.db'),
      clock,
      simulated: true,
      onDiskFailure: (error) => {
        throw error;
      },
      onListenerError: (error) => {
        throw error;
      },
    });
  const state: { store: Store; view: HostView | null } = { store: open(), view: null };
  const look = (): HostView =>
    hostView(inventoryOf(machine), new Date(clock.now()).toISOString(), oursIn(state.store), policy);
  const read = (): void => {
    state.view = look();
  };
  const watch: ServiceContext['watch'] = {
    current: () => state.view,
    failure: () => null,
    fresh: () => {
      read();
      return Promise.resolve(state.view);
    },
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
  const runner: ServiceContext['runner'] = {
    ...{ enqueueJob: () => undefined, enqueue: () => undefined, hurry: () => undefined },
    ...{ resume: () => undefined, load: () => ({ waiting: 0, active: 0 }), drained: () => Promise.resolve() },
    has: () => true,
  };
  const context = (): ServiceContext => ({
    ...{ store: state.store, watch, runner, clock, random, policy, simulated: true, maxUnfinishedJobs: 1000 },
    templateWork: noTemplateWork,
    shutdown: createShutdown(state.store),
    networks: {},
    folders: {
      vm_root: 'C:\\VMs\\VMSpec',
      vm_folders: ['C:\\VMs\\VMSpec', 'D:\\VMSpec'],
      template_roots: ['C:\\Templates'],
    },
  });
  const jobContext = (): JobContext => ({
    ...{ store: state.store, watch, clock, random, policy, stepTimeoutMs: 1 },
    ...{ enqueue: () => undefined, logger: pino({ enabled: false }), stopping: new AbortController().signal },
    hyperv: noMachine,
  });
  read();
  return {
    machine,
    judged: 0,
    context,
    store: () => state.store,
    read,
    finish: (jobId, n) => {
      finish(jobContext(), machine, jobId, n);
    },
    fail: (jobId, n) => fail(jobContext(), machine, jobId, n),
    removed: (jobId, managedVm, withDisks) => removed(jobContext(), machine, jobId, managedVm, withDisks),
    restart: () => {
      state.store.close();
      state.store = open();
      read();
    },
    close: () => {
      state.store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const notAsked = (): never => {
  throw new Error('the driver is not asked here');
};
const noMachine: JobContext['hyperv'] = {
  driver: 'simulated',
  ...{ configure: notAsked, inventory: notAsked, room: notAsked, ensure: notAsked },
  ...{ probe: notAsked, restart: notAsked, close: notAsked },
};

function inventoryOf({ strangers, ours, files, filledMb }: Machine): Inventory {
  const base = sampleInventory([sampleTemplate({ path: TEMPLATE, size_mb: 1024 })]);
  const others = [...strangers.values()].map(({ name, cpu, ram }): VmFacts => ({
    ...sampleVmFacts(name),
    ...{ vm_id: `stranger ${name}`, state: 'Running', cpu_cores: cpu, ram_startup_mb: ram },
  }));
  const own_files = [...files.values()];
  const used = own_files.reduce((sum, { file_mb }) => sum + file_mb, 0);
  const free_mb = TOTAL.storage - filledMb - used;
  const volumes = [{ path: 'C:\\', total_mb: 1_024_000, free_mb }];
  return { ...base, volumes, vms: [...others, ...ours.values()], own_files };
}

function finish(context: JobContext, machine: Machine, jobId: string, n: number): void {
  const { store, random } = context;
  const row = store.jobs.vm(jobId, n);
  const managed = row?.managed_vm == null ? null : store.managed.get(row.managed_vm);
  if (managed === null) throw new Error('there is no such VM');
  const { vm, folder } = managed.blueprint;
  const vm_id = random.uuid();
  const { system } = diskPaths(vm, folder);
  const disk: DiskFacts = {
    ...{ path: system, format: 'VHDX', disk_id: random.uuid(), parent_path: TEMPLATE },
    ...{ size_mb: vm.disk.size_gb * 1024, file_mb: FILE_MB },
  };
  machine.files.set(fold(system), disk);
  machine.ours.set(vm_id, {
    ...sampleVmFacts(vm.vm_name),
    ...{ vm_id, path: folder, state: 'Off', cpu_cores: vm.cpu_cores, disks: [disk] },
    ...{ dynamic_memory: true, ram_startup_mb: vm.ram_startup_mb, ram_max_mb: vm.ram_max_mb },
  });
  store.transact((emit) => {
    beginJob(context, emit, jobId);
    store.managed.identify(managed.id, vm_id);
    store.ledger.commit(managed.id);
    const known = store.jobs.vm(jobId, n);
    if (known !== null) store.jobs.saveVm(jobId, n, { ...known.vm, vm_id });
    applyVmEvent(store, emit, { job_id: jobId, n }, { type: 'succeeded' });
    concludeJob(context, emit, jobId);
  });
}

async function fail(context: JobContext, _machine: Machine, jobId: string, n: number): Promise<void> {
  const { store } = context;
  const row = store.jobs.vm(jobId, n);
  const managed = row?.managed_vm == null ? null : store.managed.get(row.managed_vm);
  if (managed === null) throw new Error('there is no such VM');
  await releaseGone(context, managed, 'rolled_back');
  await releaseGone(context, managed, 'rolled_back');
  store.transact((emit) => {
    beginJob(context, emit, jobId);
    const error = jobError('hyperv_error');
    applyVmEvent(store, emit, { job_id: jobId, n }, { type: 'failed', error, rollback: 'complete' });
    concludeJob(context, emit, jobId);
  });
}

async function removed(
  context: JobContext,
  machine: Machine,
  jobId: string,
  managedVm: number,
  withDisks: boolean,
): Promise<void> {
  const { store } = context;
  const managed = store.managed.get(managedVm);
  if (managed === null) throw new Error('there is no such VM');
  machine.ours.delete(managed.vm_id ?? '');
  if (withDisks) machine.files.delete(fold(diskPaths(managed.blueprint.vm, managed.blueprint.folder).system));
  await releaseGone(context, managed, 'deleted');
  await releaseGone(context, managed, 'deleted');
  store.transact((emit) => {
    beginJob(context, emit, jobId);
    applyVmEvent(store, emit, { job_id: jobId, n: 0 }, { type: 'succeeded' });
    concludeJob(context, emit, jobId);
  });
}

/** Nothing is done to templates here. */
const noTemplateWork: ServiceContext['templateWork'] = {
  ...{ enqueue: () => undefined, giveUp: () => undefined, resume: () => undefined },
  ...{ deleteFile: () => Promise.resolve(null), cleanUp: () => Promise.resolve() },
  drained: () => Promise.resolve(),
};
