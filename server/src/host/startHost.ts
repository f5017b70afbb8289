import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Inventory } from '#core/inventory.ts';
import { ownRoots, rootOfDisk } from '#core/vmFolders.ts';
import type { HostReserve } from '#schemas/generated/types.ts';
import { PROTOCOL } from '#schemas/limits.ts';
import { logEvents } from './activityLog.ts';
import { hostAddress } from './address.ts';
import { buildApp } from './app.ts';
import { policyOf, type Settings } from './config.ts';
import { localToken, removeHostFile, writeHostFile, type DataFiles } from './dataFiles.ts';
import { createPresence, whenIdle, type Presence } from './idle.ts';
import type { JobContext } from './jobs/context.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { maintain } from './maintenance.ts';
import { createMetrics } from './metrics.ts';
import type { Clock, HyperV, Random } from './ports.ts';
import { authenticator, type Authenticator } from './security/authenticate.ts';
import { pairingCodes } from './security/pairingCodes.ts';
import type { Tls } from './security/tlsFiles.ts';
import type { HostFolders, ServiceContext } from './services/context.ts';
import { fold, hostView, oursIn } from './services/hostView.ts';
import { inventoryWatch, type InventoryWatch } from './services/inventoryWatch.ts';
import { reconciler, type Reconciler } from './services/reconciler.ts';
import type { Readiness } from './services/services.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import type { Store } from './store/store.ts';
import { packageVersion } from './version.ts';

export interface HostParts {
  readonly files: DataFiles;
  /** Its records, open; the host closes them when it stops. */
  readonly store: Store;
  readonly settings: Settings;
  /** Null: it speaks plain HTTP. */
  readonly tls: Tls | null;
  readonly port: number;
  readonly hyperv: HyperV;
  /** What the machine itself wants kept back; a practice machine's file may say so. */
  readonly machineReserve: HostReserve;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Ends by itself when no socket was open and no job ran for so many milliseconds; null: it stays. */
  readonly untilIdleMs: number | null;
  /** Told why the host is not ready yet, and told again when the reason changes. */
  readonly onWaiting: (reason: string) => void;
}

export interface RunningHost {
  readonly url: string;
  readonly token: string;
  readonly store: Store;
  readonly watch: InventoryWatch;
  readonly runner: Runner;
  /** Resolves when a request has asked for the stop, and jobs that are to end before have ended; then call `stop`. */
  readonly stopDue: Promise<void>;
  stop(): Promise<void>;
}

/** Wait before a host that could not be read is read again. */
const READ_AGAIN_MS = 2_000;

/**
 * Starts a host on its records: listens (every answer but health is "not ready"), reads the machine, compares both, takes
 * up unfinished jobs, and only then accepts requests.
 */
export async function startHost(given: HostParts): Promise<RunningHost> {
  const parts = { ...given, onWaiting: whenChanged(given.onWaiting) };
  const { files, store, settings, tls, clock, random, logger } = parts;
  store.onEvents(logEvents(logger));
  const token = localToken(files, random);
  const auth = authenticator(store.tokens, token, clock);
  const stopping = new AbortController();
  // Every socket and every waiting step listens.
  setMaxListeners(0, stopping.signal);
  const state: { readiness: Readiness } = {
    readiness: { ready: false, reason: 'it is reading the machine' },
  };
  const certificate = tls?.facts ?? null;
  const names = [...settings.names, ...(certificate?.names ?? [])];
  const presence = createPresence(clock);
  const app = await buildApp({
    readiness: () => state.readiness,
    guard: { names, allowedOrigins: settings.allowed_origins, authenticator: auth },
    limits: settings.limits,
    clock,
    random,
    logger,
    metrics: createMetrics(),
    presence,
    tls,
  });
  try {
    return await begin(parts, { app, state, certificate, stopping, auth, presence, token });
  } catch (error) {
    // A host that does not become ready must not stay: its process would neither serve nor end.
    stopping.abort();
    await app.close();
    store.close();
    throw error;
  }
}

/** What a start has made before it listens. */
interface Beginning {
  readonly app: FastifyInstance;
  readonly state: { readiness: Readiness };
  readonly certificate: Tls['facts'] | null;
  readonly stopping: AbortController;
  readonly auth: Authenticator;
  readonly presence: Presence;
  readonly token: string;
}

/** Listens, and makes the host ready. */
async function begin(
  parts: HostParts,
  { app, state, certificate, stopping, auth, presence, token }: Beginning,
): Promise<RunningHost> {
  const { files, store, settings, hyperv, clock, random, logger } = parts;
  const simulated = hyperv.driver === 'simulated';
  const address = hostAddress(await listen(app, settings.bind, parts.port), settings.names, certificate);
  const { localUrl: url } = address;
  const folders = await findFolders(parts, stopping.signal);
  const shutdown = createShutdown(store);
  const engine = createEngine(parts, folders, shutdown, stopping.signal);
  await firstReading(parts, engine.watch);
  engine.runner.resume();
  const started_at = new Date(clock.now()).toISOString();
  state.readiness = {
    ready: true,
    services: {
      context: engine.context,
      identity: { driver: hyperv.driver, version: packageVersion(), started_at },
      address,
      authenticator: auth,
      pairing: pairingCodes(clock, random),
      logger,
      stopping: stopping.signal,
      doctor: { hyperv, bind: settings.bind, tls: settings.config.tls !== undefined },
    },
  };
  engine.watch.start();
  const maintenance = maintain(engine.jobContext);
  store.transact((emit) => {
    emit({ type: 'host_ready', data: { epoch: store.epoch } });
  });
  writeHostFile(
    files,
    {
      ...{ url, pid: process.pid, started_at, epoch: store.epoch, protocol: { ...PROTOCOL }, simulated },
      ...(address.certSha256 === null ? {} : { cert_sha256: address.certSha256 }),
    },
    random,
  );
  logger.info({ url, epoch: store.epoch, simulated }, 'ready');
  const idleWatch = stopWhenIdle(parts, presence, shutdown, stopping.signal);
  return {
    url,
    token,
    store,
    watch: engine.watch,
    runner: engine.runner,
    stopDue: shutdown.due,
    stop: async () => {
      stopping.abort();
      removeHostFile(files);
      await engine.runner.drained();
      await Promise.all([engine.watch.stop(), maintenance, idleWatch]);
      await app.close();
      await hyperv.close();
      store.close();
    },
  };
}

/** Asks for the stop when nobody has used the host for so long. */
async function stopWhenIdle(
  { untilIdleMs, clock, store, logger }: HostParts,
  presence: Presence,
  shutdown: Shutdown,
  stopping: AbortSignal,
): Promise<void> {
  if (untilIdleMs === null) return;
  const unfinishedJobs = (): number => store.jobs.countUnfinished();
  const idle = await whenIdle({ clock, presence, unfinishedJobs, idleMs: untilIdleMs, stopping });
  if (!idle) return;
  logger.info({ untilIdleMs }, 'nobody uses it any more');
  shutdown.ask(true);
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<AddressInfo> {
  await app.listen({ host, port });
  return app.server.address() as AddressInfo;
}

/** Finds where VMs go and templates are, from the configuration and else from the machine, and tells the driver. */
async function findFolders(parts: HostParts, stopping: AbortSignal): Promise<HostFolders> {
  const { config } = parts.settings;
  const configured = config.template_roots ?? null;
  parts.hyperv.configure({
    template_roots: configured,
    vm_folders: config.vm_root === undefined ? [] : [config.vm_root],
  });
  const inventory = await readUntilKnown(parts, stopping);
  const vm_root = config.vm_root ?? `${inventory.host.default_vm_path.replace(/\\$/, '')}\\VMSpec`;
  const template_roots = configured ?? defaultTemplateRoots(parts.hyperv, inventory);
  const present = ownRoots(
    vm_root,
    inventory.volumes.map(({ path }) => path),
  );
  // What was made under another VM root, or on a volume that is away, is still ours.
  const former = parts.store.ledger.heldDisks().map(({ path }) => rootOfDisk(path));
  const vm_folders = [...new Map([...former, ...present].map((root) => [fold(root), root])).values()];
  parts.hyperv.configure({ template_roots, vm_folders });
  return { vm_root, template_roots, vm_folders };
}

function defaultTemplateRoots({ driver }: HyperV, { host, templates }: Inventory): string[] {
  const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('\\'));
  if (driver === 'simulated') return [...new Set(templates.map(({ path }) => parentOf(path)))];
  return [`${parentOf(host.default_disk_path.replace(/\\$/, ''))}\\Templates`];
}

async function readUntilKnown(
  { hyperv, clock, onWaiting }: HostParts,
  stopping: AbortSignal,
): Promise<Inventory> {
  for (;;) {
    const result = await hyperv.inventory(stopping);
    if (result.ok) return result.inventory;
    onWaiting(`the machine cannot be read: ${result.failure.message}`);
    await clock.sleep(READ_AGAIN_MS, stopping);
  }
}

interface Engine {
  readonly context: ServiceContext;
  readonly jobContext: JobContext;
  readonly watch: InventoryWatch;
  readonly runner: Runner;
}

function createEngine(
  parts: HostParts,
  folders: HostFolders,
  shutdown: Shutdown,
  stopping: AbortSignal,
): Engine {
  const { store, hyperv, clock, random, logger, settings } = parts;
  const simulated = hyperv.driver === 'simulated';
  const policy = policyOf(settings, parts.machineReserve, simulated);
  const reconcile: Reconciler = reconciler(store, logger, folders.vm_folders);
  const watch = inventoryWatch({
    hyperv,
    clock,
    intervalMs: settings.limits.inventory_interval_ms,
    view: (inventory, at) => hostView(inventory, at, oursIn(store), policy),
    onReading: (view, before) => {
      reconcile.onReading(view, before);
    },
    onFailure: (failure) => {
      if (!stopping.aborted) logger.error({ failure }, 'the machine cannot be read');
    },
  });
  const queue: { runner: Runner | null } = { runner: null };
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
    enqueue: (task) => queue.runner?.enqueue(task),
  };
  const runner = createRunner(jobContext, settings.limits.vm_concurrency);
  queue.runner = runner;
  const context: ServiceContext = {
    store,
    watch,
    runner,
    clock,
    random,
    policy,
    folders,
    simulated,
    maxUnfinishedJobs: settings.limits.unfinished_jobs,
    shutdown,
  };
  return { context, jobContext, watch, runner };
}

/** Passes a reason on unless it was the last one. */
function whenChanged(tell: HostParts['onWaiting']): HostParts['onWaiting'] {
  let last: string | null = null;
  return (reason) => {
    if (reason === last) return;
    last = reason;
    tell(reason);
  };
}

async function firstReading({ clock, onWaiting }: HostParts, watch: InventoryWatch): Promise<void> {
  while ((await watch.fresh()) === null) {
    onWaiting(`the machine cannot be read: ${watch.failure()?.message ?? 'unknown'}`);
    await clock.sleep(READ_AGAIN_MS);
  }
}
