import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type DestinationStream } from 'pino';
import type { HostConfig, SimulatedHostFile } from '#schemas/generated/types.ts';
import type { ActivityLog } from '../../../server/src/host/activity/activityLog.ts';
import { openActivity } from '../../../server/src/host/activity/openActivity.ts';
import { systemClock } from '../../../server/src/host/clock.ts';
import { settingsOf, type Settings } from '../../../server/src/host/config.ts';
import { dataFiles, makeDataDirectory } from '../../../server/src/host/dataFiles.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import {
  openSimulatedHyperV,
  type SimulatedHyperV,
  type SimulatedHyperVOptions,
} from '../../../server/src/host/hyperv/simulated/simulatedHyperV.ts';
import { createLogger } from '../../../server/src/host/logging.ts';
import { openRecords } from '../../../server/src/host/openRecords.ts';
import type { Clock, HyperV } from '../../../server/src/host/ports.ts';
import { systemRandom } from '../../../server/src/host/random.ts';
import { readTls, type Tls } from '../../../server/src/host/security/tlsFiles.ts';
import { startHost, type RunningHost } from '../../../server/src/host/startHost.ts';
import type { Store } from '../../../server/src/host/store/store.ts';
import { smallMachine } from './smallMachine.ts';

/** The machine of a test host, and the ways to disturb it, whichever driver works on it. */
export type TestMachine = HyperV & Pick<SimulatedHyperV, 'faults' | 'byHand' | 'machine'>;

export interface TestHostOptions {
  /** Opens its machine; default: a practice host. */
  readonly open?: (options: SimulatedHyperVOptions) => TestMachine | Promise<TestMachine>;
  readonly machine?: SimulatedHostFile;
  readonly config?: HostConfig;
  readonly faults?: readonly FaultRule[];
  /** Divides the practice machine's times; 0: no waiting at all. */
  readonly speed?: number;
  readonly clock?: Clock;
  /** A data directory of an earlier host; default: a new one, removed by `stop`. */
  readonly directory?: string;
  /** Gets every line of the log, written as a real host writes it; default: none is kept. */
  readonly logTo?: DestinationStream;
  /** Default: one in the data directory, as a real host keeps it. */
  readonly activity?: ActivityLog;
  /** Default: 0, any free one. */
  readonly port?: number;
  /** Ends by itself when it was of no use for so many milliseconds; default: it stays. */
  readonly untilIdleMs?: number;
  /** Gets the records and the machine before the host begins to use them. */
  readonly onOpened?: (opened: { readonly store: Store; readonly hyperv: TestMachine }) => void;
  /** Told why the host is not ready yet. */
  readonly onWaiting?: (reason: string) => void;
}

/** A real host in this process: real HTTP on a loopback port, real records, a simulated machine. */
export interface TestHost {
  readonly url: string;
  readonly token: string;
  readonly host: RunningHost;
  readonly hyperv: TestMachine;
  readonly directory: string;
  /** Stops the host; its data stays until `remove`. */
  stop(): Promise<void>;
  remove(): void;
}

export async function startTestHost(options: TestHostOptions = {}): Promise<TestHost> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'vmspec-test-'));
  const files = dataFiles(directory);
  makeDataDirectory(files);
  const machine = options.machine ?? smallMachine;
  const clock = options.clock ?? systemClock;
  const logger = options.logTo === undefined ? pino({ enabled: false }) : createLogger(options.logTo);
  const store = openRecords({
    files,
    clock,
    logger,
    simulated: options.open === undefined,
    fillLog: false,
    onFatal: (error) => {
      throw error;
    },
  });
  const open = options.open ?? openSimulatedHyperV;
  const hyperv = await open({
    folder: files.practice,
    description: machine,
    speed: options.speed ?? 0,
    clock,
    random: systemRandom,
    ...(options.faults === undefined ? {} : { faults: options.faults }),
  });
  options.onOpened?.({ store, hyperv });
  const host = await startHost({
    files,
    store,
    settings: testSettings(options.config ?? {}),
    tls: testTls(options.config ?? {}),
    port: options.port ?? 0,
    hyperv,
    machineReserve: machine.host_reserve ?? {},
    clock,
    random: systemRandom,
    logger,
    activity: options.activity ?? openActivity(files, clock, logger),
    untilIdleMs: options.untilIdleMs ?? null,
    onWaiting: options.onWaiting ?? (() => undefined),
  });
  return {
    url: host.url,
    token: host.token,
    host,
    hyperv,
    directory,
    stop: () => host.stop(),
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function testTls(config: HostConfig): Tls | null {
  const reading = readTls(config);
  if (!reading.ok) throw new Error(reading.reasons.join('; '));
  return reading.tls;
}

function testSettings(config: HostConfig): Settings {
  const reading = settingsOf(config, null);
  if (!reading.ok) throw new Error(reading.reasons.join('; '));
  return reading.settings;
}
