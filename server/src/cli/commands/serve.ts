import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_PORT } from '#schemas/limits.ts';
import { wholeNumber } from '../options.ts';
import type { Shell } from '../shell.ts';
import { boundHeap, HOST_HEAP } from '../smallHeap.ts';
import { streamsToFile } from '../streamsToFile.ts';

interface Options {
  readonly driver: 'hyperv' | 'simulated';
  readonly port?: number;
  readonly bind?: string;
  readonly dataDir?: string;
  readonly config?: string;
  readonly simHost?: string;
  readonly simSpeed?: number;
  readonly operator?: readonly string[];
  readonly output?: string;
  readonly untilIdle?: number;
  readonly newRecords?: boolean;
}

function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (value >= 0 && value <= 65535) return value;
  throw new InvalidArgumentError('It must be 0 to 65535; 0 picks a free one.');
}

function speed(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : -1;
  if (value >= 0 && value <= 1_000_000) return value;
  throw new InvalidArgumentError(
    'It must be a number: 1 is as slow as Hyper-V, 10 is ten times faster, 0 does not wait at all.',
  );
}

async function serve(options: Options): Promise<number> {
  boundHeap(HOST_HEAP);
  if (options.output !== undefined) streamsToFile(resolve(options.output));
  const host = await import('../../host/serve.ts');
  return host.serve({
    driver: options.driver,
    port: options.port ?? null,
    bind: options.bind ?? null,
    dataDir: options.dataDir ?? null,
    configFile: options.config ?? null,
    simHost: options.simHost ?? null,
    simSpeed: options.simSpeed ?? null,
    operators: options.operator ?? [],
    untilIdle: options.untilIdle ?? null,
    newRecords: options.newRecords ?? false,
  });
}

/** `vmspec serve` */
export function configure(command: Command, shell: Shell): void {
  command
    .addOption(
      new Option('--driver <driver>', 'hyperv: this machine; simulated: a practice host, nothing is created')
        .choices(['hyperv', 'simulated'])
        .default('hyperv'),
    )
    .option('--port <port>', `port to listen on, 0 for any free one (default: ${String(DEFAULT_PORT)})`, port)
    .option('--bind <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--data-dir <folder>', 'where records, token and configuration are kept')
    .option('--config <file>', 'configuration file (default: config.json in the data directory)')
    .option('--sim-host <file>', 'practice host: the machine to begin with')
    .option(
      '--sim-speed <n>',
      'practice host: how many times faster than Hyper-V; 0: no waiting at all',
      speed,
    )
    .option('--operator <sid...>', 'Windows: who else may read the token and where the host is')
    .option(
      '--until-idle <seconds>',
      'end when no WebSocket was open and no job ran for so long',
      wholeNumber(1),
    )
    .option(
      '--new-records',
      'when the records are damaged: keep them aside and begin new ones; every VM counts as not created by VMSpec',
    )
    .option('--output <file>', 'write what it prints to a file as well, begun anew')
    .addHelpText(
      'after',
      `
Prints "listening on http://127.0.0.1:PORT" once requests are accepted. Ctrl-C stops the host; jobs go on when it is
started again. Exit codes: 70 the records cannot be used, 75 another host uses the data directory, 78 no Hyper-V here, configuration refused, or records that a newer
version has written. Before an older schema is upgraded, the records are copied to vmspec.db.v<schema>.bak beside them.

Examples:
  vmspec serve --driver simulated
  vmspec serve --driver simulated --sim-host lab-host.json --sim-speed 10 --port 0
  vmspec serve --config C:\\VMSpec\\config.json`,
    )
    .action((options: Options) => shell.finish(serve(options)));
}
