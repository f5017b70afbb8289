import { cpSync, rmSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import type { HostConfig, SimulatedHostFile } from '#schemas/generated/types.ts';
import { settingsOf } from '../../../server/src/host/config.ts';
import { dataFiles, makeDataDirectory, type DataFiles } from '../../../server/src/host/dataFiles.ts';
import { startEngine, type Engine } from '../../../server/src/host/engine.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import {
  openSimulatedHyperV,
  type SimulatedHyperV,
} from '../../../server/src/host/hyperv/simulated/simulatedHyperV.ts';
import { openRecords } from '../../../server/src/host/openRecords.ts';
import type { HyperV, Random } from '../../../server/src/host/ports.ts';
import { createShutdown } from '../../../server/src/host/shutdown.ts';
import { StorageFull } from '../../../server/src/host/store/database.ts';
import type { Store } from '../../../server/src/host/store/store.ts';
import type { FakeClock } from '../fakeClock.ts';
import { Killed, newLife, type Life } from './life.ts';
import { mortalClock, mortalHyperV, mortalStore } from './mortal.ts';
import { scratchFolder } from './scratchFolder.ts';
import { storageFaults, type StorageFaults } from './storageFaults.ts';

export interface SimHostOptions {
  readonly clock: FakeClock;
  /** What the host itself draws from, and what its machine does. */
  readonly random: Random;
  readonly machineRandom: Random;
  readonly machine: SimulatedHostFile;
  readonly limits?: HostConfig['limits'];
  /** Faults that the machine has from the beginning, and again whenever it is opened anew. */
  readonly faults?: readonly FaultRule[];
  /** Data directory that this one begins with a copy of. */
  readonly like?: string;
  /** Whether calls under way go on when the host is killed, as it is told; default: yes. */
  readonly outlives?: boolean;
  /** What stands between host and machine. */
  readonly between?: (hyperv: HyperV, life: Life) => HyperV;
}

/**
 * A whole host in this process without doors, without network and without time: real records, a simulated machine, a
 * clock that the test moves. It can be killed at any moment and started again.
 */
export interface SimHost {
  readonly clock: FakeClock;
  readonly storage: StorageFaults;
  readonly files: DataFiles;
  /** The machine, which outlives the host. */
  machine(): SimulatedHyperV;
  /** The records of this life; those of an earlier life are closed. */
  store(): Store;
  /** What requests are made to, or null while the host does not run or is not ready. */
  engine(): Engine | null;
  life(): Life;
  /** Begins a life. It is ready some time later, once the machine was read. */
  start(): void;
  /** Ends this life, if it is not over, and clears away what it left in memory. */
  bury(how: Burial): Promise<void>;
  /** What went wrong that must never: errors of our own. */
  mistakes(): readonly string[];
  close(): Promise<void>;
}

/**
 * What becomes of the calls under way when a host is killed: they end with it, so that nothing of them happens any
 * more, or what they had begun happens still.
 */
export type Burial = 'calls_end' | 'calls_go_on';

/** The present of a host: its life, what lives it, and the machine, which lives on. */
interface Present {
  life: Life;
  engine: Engine | null;
  store: Store | null;
  machine: SimulatedHyperV;
}

/** What all lives of a host share. */
interface Place {
  readonly options: SimHostOptions;
  readonly files: DataFiles;
  readonly storage: StorageFaults;
  readonly logger: Logger;
}

export function openSimHost(options: SimHostOptions): SimHost {
  const files = dataFiles(scratchFolder());
  makeDataDirectory(files);
  if (options.like !== undefined) cpSync(options.like, files.directory, { recursive: true });
  const mistakes: string[] = [];
  const place: Place = { options, files, storage: storageFaults(), logger: mistakeLogger(mistakes) };
  const openMachine = (): SimulatedHyperV =>
    machineOf(place, () => {
      now.life.moment();
    });
  const now: Present = {
    ...{ life: newLife(() => undefined), engine: null, store: null },
    machine: openMachine(),
  };
  return {
    ...{ clock: options.clock, storage: place.storage, files },
    machine: () => now.machine,
    store: () => {
      if (now.store === null) throw new Error('the host does not run');
      return now.store;
    },
    engine: () => now.engine,
    life: () => now.life,
    mistakes: () => mistakes,
    start: () => {
      const life = lifeOf(now);
      void begin(place, now).catch((error: unknown) => {
        life.end();
        if (error instanceof Killed || error instanceof StorageFull) return;
        mistakes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      });
    },
    bury: async (how) => {
      endLife(now);
      if (how === 'calls_go_on') return;
      await now.machine.close();
      now.machine = openMachine();
    },
    close: async () => {
      endLife(now);
      await now.machine.close();
      rmSync(files.directory, { recursive: true, force: true });
    },
  };
}

/** A new life of the host. */
function lifeOf(now: Present): Life {
  const life = newLife(() => {
    // Its readings are refused from now on, which is no mistake.
    now.engine?.watch.stop().catch(() => undefined);
    now.engine = null;
  });
  Object.assign(now, { life, engine: null });
  return life;
}

function endLife(now: Present): void {
  now.life.end();
  now.store?.close();
  now.store = null;
}

/** Starts the host as its process does, for the life that has just begun. */
async function begin({ options, files, storage, logger }: Place, now: Present): Promise<void> {
  const { life } = now;
  const clock = mortalClock(options.clock, life);
  const onFatal = (): void => {
    life.end();
  };
  const records = openRecords({ files, clock, logger, simulated: true, fillLog: false, onFatal });
  const store = mortalStore(records, life, storage);
  now.store = store;
  const hyperv = mortalHyperV(now.machine, options.clock, life, options.outlives ?? true);
  const parts = {
    ...{ store, clock, logger, random: options.random, onWaiting: () => undefined },
    settings: settings(options.limits ?? {}),
    hyperv: options.between?.(hyperv, life) ?? hyperv,
    machineReserve: options.machine.host_reserve ?? {},
  };
  const engine = await startEngine(parts, createShutdown(store), life.stopping);
  if (life.over()) return;
  now.engine = engine;
  engine.open();
}

/** The machine as its folder holds it, telling of every change. */
function machineOf({ options, files }: Place, changed: () => void): SimulatedHyperV {
  const { clock, machineRandom: random, machine: description, faults = [] } = options;
  const hyperv = openSimulatedHyperV({
    ...{ folder: files.practice, description, speed: 1, clock, random, faults },
  });
  const { machine } = hyperv;
  const commit = machine.commit.bind(machine);
  Object.assign(machine, {
    commit: (change: Parameters<typeof commit>[0]) => {
      commit(change);
      changed();
    },
  });
  return hyperv;
}

function settings(limits: HostConfig['limits']): Parameters<typeof startEngine>[0]['settings'] {
  const reading = settingsOf({ ...(limits === undefined ? {} : { limits }) }, null);
  if (!reading.ok) throw new Error(reading.reasons.join('; '));
  return reading.settings;
}

/** Errors that the host logs of itself are mistakes of the program; what it logs of its machine and its disk is not. */
function mistakeLogger(mistakes: string[]): Logger {
  return pino(
    { level: 'error' },
    {
      write: (line: string) => {
        if (/(made|met) a mistake/.test(line) && !/StorageFull|Killed/.test(line)) mistakes.push(line);
      },
    },
  );
}
