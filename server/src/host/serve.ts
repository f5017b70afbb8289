import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBytes } from '#core/bytes.ts';
import { readDocument } from '#core/readDocument.ts';
import * as validators from '#schemas/generated/validators.js';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { dataDirectory } from './dataDirectory.ts';
import { dataFiles, makeDataDirectory } from './dataFiles.ts';
import { PRACTICE_MACHINE } from './hyperv/simulated/practiceMachine.ts';
import { openSimulatedHyperV } from './hyperv/simulated/simulatedHyperV.ts';
import { openLog } from './logging.ts';
import { openRecords } from './openRecords.ts';
import { systemRandom } from './random.ts';
import { startHost, type RunningHost } from './startHost.ts';
import { DatabaseLocked, DatabaseUnusable } from './store/database.ts';

/** What `vmspec serve` was asked for; null: not given. */
export interface ServeOptions {
  readonly driver: 'hyperv' | 'simulated';
  readonly port: number | null;
  readonly bind: string | null;
  readonly dataDir: string | null;
  readonly configFile: string | null;
  readonly simHost: string | null;
  readonly simSpeed: number | null;
}

/** A practice machine may describe this many VMs that are there already. */
const LONGEST_LIST = 10_000;

/** Exit codes of a host, for services and scripts. */
const exits = { done: 0, failed: 70, locked: 75, refused: 78 } as const;

/** Runs a host until it is told to stop. Resolves with the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  if (options.driver === 'hyperv') {
    return refuse([
      'There is no Hyper-V on this computer that VMSpec can drive. For a practice host, on which nothing is created, start it with: vmspec serve --driver simulated',
    ]);
  }
  const files = dataFiles(dataDirectory(process.env, process.platform, options.dataDir));
  makeDataDirectory(files);
  const configFile = options.configFile === null ? files.config : resolve(options.configFile);
  const config = readConfig(configFile, options.configFile !== null, options.bind);
  if (!config.ok) return refuse(config.reasons);
  const machine =
    options.simHost === null
      ? { ok: true as const, description: PRACTICE_MACHINE }
      : readMachine(resolve(options.simHost));
  if (!machine.ok) return refuse(machine.reasons);
  const { description } = machine;
  const logger = await openLog(files);
  try {
    const store = openRecords({
      files,
      clock: systemClock,
      logger,
      simulated: true,
      fillLog: true,
      onFatal: (error) => {
        logger.fatal({ err: error }, 'writing to disk failed');
        // At once: whatever is answered after this may not be on disk.
        process.exit(exits.failed);
      },
    });
    const host = await startHost({
      files,
      store,
      settings: config.settings,
      port: options.port ?? DEFAULT_PORT,
      hyperv: openSimulatedHyperV({
        folder: files.practice,
        description,
        speed: options.simSpeed ?? 1,
        clock: systemClock,
        random: systemRandom,
      }),
      machineReserve: description.host_reserve ?? {},
      clock: systemClock,
      random: systemRandom,
      logger,
      onWaiting: (reason) => process.stderr.write(`waiting: ${reason}\n`),
    });
    return await runUntilStopped(host);
  } catch (error) {
    return explain(error);
  }
}

async function runUntilStopped(host: RunningHost): Promise<number> {
  process.stderr.write('practice host: nothing is created\n');
  process.stdout.write(`listening on ${host.url}\n`);
  await stopSignal();
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
  | { readonly ok: true; readonly description: SimulatedHostFile }
  | { readonly ok: false; readonly reasons: readonly string[] };

function readMachine(path: string): MachineReading {
  try {
    const reading = readBytes(readFileSync(path));
    if (!reading.ok) return { ok: false, reasons: [`${path}: ${reading.problem.message}`] };
    const document = readDocument(reading.text, validators.SimulatedHostFile, { longestList: LONGEST_LIST });
    if (document.value !== null) return { ok: true, description: document.value };
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

function explain(error: unknown): number {
  if (error instanceof DatabaseLocked) {
    process.stderr.write(
      'Another host uses this data directory. Stop it first, or give this one its own with --data-dir.\n',
    );
    return exits.locked;
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
