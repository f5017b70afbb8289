import type { Logger } from 'pino';
import type { HostReserve } from '#schemas/generated/types.ts';
import { policyOf, type Settings } from './config.ts';
import { findFolders, READ_AGAIN_MS } from './findFolders.ts';
import type { JobContext } from './jobs/context.ts';
import { guestWatch } from './jobs/guestWatch.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { createTemplateWork } from './jobs/templateWork.ts';
import { maintain } from './maintenance.ts';
import type { Clock, HyperV, Random } from './ports.ts';
import type { HostFolders, ServiceContext } from './services/context.ts';
import { hostView, oursIn } from './services/hostView.ts';
import { inventoryWatch, type InventoryWatch } from './services/inventoryWatch.ts';
import { reconciler, type Reconciler } from './services/reconciler.ts';
import type { Shutdown } from './shutdown.ts';
import type { Store } from './store/store.ts';

/** What a host works with, whoever talks to it. */
export interface EngineParts {
  /** Its records, open. */
  readonly store: Store;
  readonly settings: Settings;
  readonly hyperv: HyperV;
  /** What the machine itself wants kept back; a practice machine's file may say so. */
  readonly machineReserve: HostReserve;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** What else is looked after every minute. */
  readonly alsoMaintain?: () => void;
  /** Told why the host is not ready yet. */
  readonly onWaiting: (reason: string) => void;
}

/** A host without its doors: it judges requests, works on jobs, and watches the machine. */
export interface Engine {
  readonly context: ServiceContext;
  readonly jobContext: JobContext;
  readonly watch: InventoryWatch;
  readonly runner: Runner;
  /** Reads the machine at every interval and cleans up behind failed jobs, from now on. Requests may come. */
  open(): void;
  /** Resolves when nothing is under way any more; call it after `stopping` was aborted. */
  stopped(): Promise<void>;
}

/** Reads the machine, compares it with the records, and takes up unfinished jobs. */
export async function startEngine(
  parts: EngineParts,
  shutdown: Shutdown,
  stopping: AbortSignal,
): Promise<Engine> {
  const folders = await findFolders({ ...parts, config: parts.settings.config }, stopping);
  const { context, jobContext } = wire(parts, folders, shutdown, stopping);
  const { watch, runner } = context;
  await firstReading(parts, watch);
  runner.resume();
  context.templateWork.resume();
  const state: { maintenance: Promise<void> } = { maintenance: Promise.resolve() };
  return {
    context,
    jobContext,
    watch,
    runner,
    open: () => {
      watch.start();
      state.maintenance = maintain(jobContext, async () => {
        await context.templateWork.cleanUp();
        parts.alsoMaintain?.();
      });
      parts.store.transact((emit) => {
        emit({ type: 'host_ready', data: { epoch: parts.store.epoch } });
      });
    },
    stopped: async () => {
      await Promise.all([runner.drained(), context.templateWork.drained()]);
      await Promise.all([watch.stop(), state.maintenance]);
    },
  };
}

interface Wiring {
  readonly context: ServiceContext;
  readonly jobContext: JobContext;
}

function wire(parts: EngineParts, folders: HostFolders, shutdown: Shutdown, stopping: AbortSignal): Wiring {
  const { store, hyperv, clock, random, logger, settings } = parts;
  const simulated = hyperv.driver === 'simulated';
  const policy = policyOf(settings, parts.machineReserve, simulated);
  const reconcile: Reconciler = reconciler(store, logger, folders.vm_folders);
  const queue: { runner: Runner | null } = { runner: null };
  const enqueue: JobContext['enqueue'] = (task) => queue.runner?.enqueue(task);
  const guests = guestWatch({ store, clock, logger, enqueue }, settings.limits.guest_wait_s * 1000);
  const watch = inventoryWatch({
    hyperv,
    clock,
    intervalMs: settings.limits.inventory_interval_ms,
    view: (inventory, at) => hostView(inventory, at, oursIn(store), policy),
    onReading: (view, before) => {
      const changed = reconcile.onReading(view, before);
      guests.onReading(view);
      return changed;
    },
    onFailure: (failure) => {
      if (!stopping.aborted) logger.error({ failure }, 'the machine cannot be read');
    },
  });
  const jobContext: JobContext = {
    store,
    hyperv,
    watch,
    clock,
    random,
    logger,
    policy,
    stopping,
    stepTimeoutMs: settings.limits.step_timeout_s * 1000,
    enqueue,
  };
  const runner = createRunner(jobContext, settings.limits.vm_concurrency);
  queue.runner = runner;
  const context: ServiceContext = {
    store,
    watch,
    runner,
    templateWork: createTemplateWork(jobContext, folders.template_roots),
    clock,
    random,
    policy,
    folders,
    networks: settings.config.networks ?? {},
    simulated,
    maxUnfinishedJobs: settings.limits.unfinished_jobs,
    shutdown,
  };
  return { context, jobContext };
}

async function firstReading({ clock, onWaiting }: EngineParts, watch: InventoryWatch): Promise<void> {
  while ((await watch.fresh()) === null) {
    onWaiting(`the machine cannot be read: ${watch.failure()?.message ?? 'unknown'}`);
    await clock.sleep(READ_AGAIN_MS);
  }
}
