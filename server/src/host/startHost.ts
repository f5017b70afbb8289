import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { PROTOCOL } from '#schemas/limits.ts';
import type { ActivityLog } from './activity/activityLog.ts';
import { hostAddress } from './address.ts';
import { buildApp } from './app.ts';
import { localToken, removeHostFile, writeHostFile, type DataFiles } from './dataFiles.ts';
import { startEngine, type EngineParts } from './engine.ts';
import { createPresence, whenIdle, type Presence } from './idle.ts';
import type { Runner } from './jobs/runner.ts';
import { createMetrics } from './metrics.ts';
import { logEvents } from './requestLog.ts';
import { authenticator, type Authenticator } from './security/authenticate.ts';
import { pairingCodes } from './security/pairingCodes.ts';
import type { Tls } from './security/tlsFiles.ts';
import type { InventoryWatch } from './services/inventoryWatch.ts';
import type { Readiness } from './services/services.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import type { Store } from './store/store.ts';
import { packageVersion } from './version.ts';

/** The host closes its records and lets go of its machine when it stops. */
export interface HostParts extends EngineParts {
  readonly files: DataFiles;
  /** Null: it speaks plain HTTP. */
  readonly tls: Tls | null;
  readonly port: number;
  /** Who did what; the host closes it when it stops. */
  readonly activity: ActivityLog;
  /** Ends by itself when no socket was open and no job ran for so many milliseconds; null: it stays. */
  readonly untilIdleMs: number | null;
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

/**
 * Starts a host on its records: listens (every answer but health is "not ready"), reads the machine, compares both, takes
 * up unfinished jobs, and only then accepts requests.
 */
export async function startHost(given: HostParts): Promise<RunningHost> {
  const parts = { ...given, onWaiting: whenChanged(given.onWaiting) };
  const { files, store, settings, tls, clock, random, logger, activity } = parts;
  store.onEvents(logEvents(logger));
  const token = localToken(files, random);
  const auth = authenticator(store, token, clock);
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
    activity,
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
  const { files, store, settings, hyperv, clock, random, logger, activity } = parts;
  const simulated = hyperv.driver === 'simulated';
  const address = hostAddress(await listen(app, settings.bind, parts.port), settings.names, certificate);
  const { localUrl: url } = address;
  const shutdown = createShutdown(store);
  const engine = await startEngine(
    {
      ...parts,
      alsoMaintain: () => {
        auth.saveUse();
      },
    },
    shutdown,
    stopping.signal,
  );
  const started_at = new Date(clock.now()).toISOString();
  state.readiness = {
    ready: true,
    services: {
      context: engine.context,
      jobContext: engine.jobContext,
      identity: { driver: hyperv.driver, version: packageVersion(), started_at },
      address,
      authenticator: auth,
      pairing: pairingCodes(clock, random),
      logger,
      ...{ activity, activityPath: files.activity },
      stopping: stopping.signal,
      doctor: { hyperv, bind: settings.bind, tls: settings.config.tls !== undefined },
    },
  };
  engine.open();
  writeHostFile(
    files,
    {
      ...{ url, pid: process.pid, started_at, epoch: store.epoch, protocol: { ...PROTOCOL }, simulated },
      ...(address.certSha256 === null ? {} : { cert_sha256: address.certSha256 }),
    },
    random,
  );
  logger.info({ url, epoch: store.epoch, simulated }, 'ready');
  activity.host('host_started', { url, version: packageVersion() });
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
      await Promise.all([engine.stopped(), idleWatch]);
      await app.close();
      activity.host('host_stopped');
      activity.close();
      await hyperv.close();
      saveLastUse(auth, logger);
      store.close();
    },
  };
}

/** A full disk is no reason not to stop. */
function saveLastUse(auth: Authenticator, logger: Logger): void {
  try {
    auth.saveUse();
  } catch (error) {
    logger.error({ err: error }, 'when tokens were last used could not be written');
  }
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

/** Passes a reason on unless it was the last one. */
function whenChanged(tell: HostParts['onWaiting']): HostParts['onWaiting'] {
  let last: string | null = null;
  return (reason) => {
    if (reason === last) return;
    last = reason;
    tell(reason);
  };
}
