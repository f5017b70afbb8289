import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { readBytes } from '#core/bytes.ts';
import { readDocument } from '#core/readDocument.ts';
import * as validators from '#schemas/generated/validators.js';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { openActivity } from './activity/openActivity.ts';
import { systemClock } from './clock.ts';
import { readConfig, type Settings } from './config.ts';
import { dataDirectory } from '#shared/host/dataDirectory.ts';
import { dataFiles, makeDataDirectory, type DataFiles } from './dataFiles.ts';
import { lacksHyperV } from './hyperv/lacksHyperV.ts';
import { openHyperV } from './hyperv/openHyperV.ts';
import { PRACTICE_MACHINE } from './hyperv/simulated/practiceMachine.ts';
import { openSimulatedHyperV } from './hyperv/simulated/simulatedHyperV.ts';
import { openLog } from './logging.ts';
import { openRecords, type RecordsOptions } from './openRecords.ts';
import type { HyperV } from './ports.ts';
import { systemRandom } from './random.ts';
import { letOperatorsRead } from './security/operatorAccess.ts';
import { readTls, type Tls } from './security/tlsFiles.ts';
import { startHost, type RunningHost } from './startHost.ts';
import { StorageFull } from './store/database.ts';
import { setAside } from './store/setAside.ts';
import type { Store } from './store/store.ts';
import { DatabaseDamaged, DatabaseLocked, DatabaseNewer, DatabaseUnusable } from './store/unusable.ts';

/** What `vmspec serve` was asked for; null: not given. */
export interface ServeOptions {
  readonly driver: 'hyperv' | 'simulated';
  readonly port: number | null;
  readonly bind: string | null;
  readonly dataDir: string | null;
  readonly configFile: string | null;
  readonly simHost: string | null;
  readonly simSpeed: number | null;
  /** Ends when no socket was open and no job ran for so many seconds; null: it stays. */
  readonly untilIdle: number | null;
  /** Damaged records are kept aside, and new ones begun. */
  readonly newRecords: boolean;
  /** SIDs of Windows accounts that may read the token and the host file. */
  readonly operators: readonly string[];
}

/** A practice machine may describe this many VMs that are there already. */
const LONGEST_LIST = 10_000;

/** Exit codes of a host, for services and scripts. */
const exits = { done: 0, failed: 70, locked: 75, refused: 78 } as const;

/** Runs a host until it is told to stop. Resolves with the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  const files = dataFiles(dataDirectory(process.env, process.platform, options.dataDir));
  const configFile = options.configFile === null ? files.config : resolve(options.configFile);
  const config = readConfig(configFile, options.configFile !== null, options.bind);
  const description = describeMachine(options);
  const reason = whyNotHere(options.driver, files);
  if (reason !== null) return refuse([reason]);
  if (!config.ok) return refuse(config.reasons);
  if (!description.ok) return refuse(description.reasons);
  const tls = readTls(config.settings.config);
  if (!tls.ok) return refuse(tls.reasons);
  makeDataDirectory(files);
  const logger = await openLog(files);
  try {
    return await serveRecords({
      options,
      files,
      logger,
      settings: config.settings,
      tls: tls.tls,
      machine: description.machine,
    });
  } catch (error) {
    return explain(error);
  }
}

/** Why this driver cannot work here or on these records, or null. */
function whyNotHere(driver: ServeOptions['driver'], files: DataFiles): string | null {
  const practised = existsSync(files.practice);
  if (driver === 'simulated') {
    if (practised || !existsSync(files.database)) return null;
    return `${files.directory} holds the records of real VMs. Give the practice host a folder of its own with --data-dir.`;
  }
  const lack = lacksHyperV(process.env, process.platform);
  if (lack !== null || !practised) return lack;
  return `${files.directory} holds the records of a practice host. Give this one a folder of its own with --data-dir.`;
}

interface Serving {
  readonly options: ServeOptions;
  readonly files: DataFiles;
  readonly logger: Logger;
  readonly settings: Settings;
  readonly tls: Tls | null;
  /** Null: this computer. */
  readonly machine: SimulatedHostFile | null;
}

async function serveRecords({ options, files, logger, settings, tls, machine }: Serving): Promise<number> {
  const activity = openActivity(files, systemClock, logger);
  const store = openOrBegin(options, {
    files,
    clock: systemClock,
    logger,
    simulated: machine !== null,
    fillLog: true,
    onFatal: (error) => {
      logger.fatal({ err: error }, 'the records cannot be written or read any more');
      activity.host('host_failed');
      // At once: whatever is answered after this may not be on disk.
      process.exit(exits.failed);
    },
  });
  const opening = await openMachine(machine, options, files, logger);
  if (!opening.ok) {
    store.close();
    return refuse(opening.reasons);
  }
  try {
    const host = await startHost({
      files,
      store,
      settings,
      tls,
      port: options.port ?? DEFAULT_PORT,
      hyperv: opening.hyperv,
      machineReserve: machine?.host_reserve ?? {},
      clock: systemClock,
      random: systemRandom,
      logger,
      activity,
      untilIdleMs: options.untilIdle === null ? null : options.untilIdle * 1000,
      onWaiting: (waiting) => process.stderr.write(`waiting: ${waiting}\n`),
    });
    await letOperatorsRead(options.operators, files, process.env, process.platform, (sid, err) => {
      logger.error({ err, sid }, 'this operator cannot be let to the token');
    });
    return await runUntilStopped(host, opening.hyperv);
  } catch (error) {
    await opening.hyperv.close();
    throw error;
  }
}

/** Opens the records. Damaged ones are kept aside for new ones only where that was asked for. */
function openOrBegin({ newRecords }: ServeOptions, records: RecordsOptions): Store {
  try {
    return openRecords(records);
  } catch (error) {
    if (!newRecords || !(error instanceof DatabaseDamaged)) throw error;
    const kept = setAside(records.files.database, records.clock.now());
    process.stderr.write(`The records were damaged (${error.message}) and are kept as ${kept}.\n`);
    process.stderr.write('New ones are begun: VMs that are there count as not created by VMSpec.\n');
    return openRecords(records);
  }
}

type Opening =
  | { readonly ok: true; readonly hyperv: HyperV }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Opens what makes the VMs: this computer's Hyper-V or a practice machine, never one for the other. */
async function openMachine(
  machine: SimulatedHostFile | null,
  { simSpeed }: ServeOptions,
  files: DataFiles,
  logger: Logger,
): Promise<Opening> {
  const clock = systemClock;
  if (machine === null)
    return openHyperV({ files, env: process.env, platform: process.platform, clock, logger });
  const hyperv = openSimulatedHyperV({
    folder: files.practice,
    description: machine,
    speed: simSpeed ?? 1,
    clock,
    random: systemRandom,
  });
  return { ok: true, hyperv };
}

async function runUntilStopped(host: RunningHost, { driver }: HyperV): Promise<number> {
  if (driver === 'simulated') process.stderr.write('practice host: nothing is created\n');
  process.stdout.write(`listening on ${host.url}\n`);
  await Promise.race([stopSignal(), host.stopDue]);
  await host.stop();
  return exits.done;
}

/** The first signal stops in good order; a second one ends the process at once, which loses nothing either. */
async function stopSignal(): Promise<void> {
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(exits.failed));
        done();
      });
    }
  });
}

type MachineReading =
  | { readonly ok: true; readonly machine: SimulatedHostFile | null }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** The machine that a practice host pretends to be; null for the real one. */
function describeMachine({ driver, simHost }: ServeOptions): MachineReading {
  if (driver === 'hyperv') return { ok: true, machine: null };
  return simHost === null ? { ok: true, machine: PRACTICE_MACHINE } : readMachine(resolve(simHost));
}

function readMachine(path: string): MachineReading {
  try {
    const reading = readBytes(readFileSync(path));
    if (!reading.ok) return { ok: false, reasons: [`${path}: ${reading.problem.message}`] };
    const document = readDocument(reading.text, validators.SimulatedHostFile, { longestList: LONGEST_LIST });
    if (document.value !== null) return { ok: true, machine: document.value };
    return {
      ok: false,
      reasons: document.problems.map(({ pointer, message }) => `${path}#${pointer}: ${message}`),
    };
  } catch (error) {
    return {
      ok: false,
      reasons: [`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`],
    };
  }
}

function refuse(reasons: readonly string[]): number {
  for (const reason of reasons) process.stderr.write(`${reason}\n`);
  return exits.refused;
}

/** What a person can do about damaged records. Nothing is lost by waiting: nothing was changed. */
function damagedWords(found: string): readonly string[] {
  return [
    `The records are damaged: ${found}. No VM is touched, and nothing is promised until this is settled:`,
    '- A copy of the data directory, or one from its folder backups: put back vmspec.db with the -wal and -shm of the same',
    '  copy, and remove those of now. VMs made since then count as not created by VMSpec.',
    '- No copy: start once with --new-records. The damaged files are kept under another name, every VM stays as it is and',
    '  counts as not created by VMSpec, and named tokens, keys and the history of jobs begin anew.',
  ];
}

function explain(error: unknown): number {
  if (error instanceof DatabaseLocked) {
    process.stderr.write(
      'Another host uses this data directory. Stop it first, or give this one its own with --data-dir.\n',
    );
    return exits.locked;
  }
  if (error instanceof DatabaseNewer) return refuse([error.message]);
  if (error instanceof StorageFull) {
    process.stderr.write(`Cannot start: ${error.message}. Make room on it and start again.\n`);
    return exits.failed;
  }
  if (error instanceof DatabaseDamaged) {
    for (const line of damagedWords(error.message)) process.stderr.write(`${line}\n`);
    return exits.failed;
  }
  if (error instanceof DatabaseUnusable) {
    process.stderr.write(`The records cannot be used: ${error.message}.\n`);
    return exits.failed;
  }
  if (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
  ) {
    process.stderr.write(
      `Cannot listen: ${error.message}. Choose another port with --port (0 picks a free one).\n`,
    );
    return exits.refused;
  }
  throw error;
}
