import { posix, win32 } from 'node:path';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { Shell } from '../shell.ts';
import type { Command } from './commandLine.ts';
import type { PlanFailure, Progress } from './runPlan.ts';
import { defaultFolders, layoutOf, type Layout } from './layout.ts';
import { localDoor } from './localDoor.ts';
import { isPackage, ownPackage, readRecord } from './readFacts.ts';
import { runCommand } from './runCommand.ts';
import type { Ran, World } from './world.ts';

/** What the commands of a service have of this computer, so that tests can stand in for it. */
export interface ServiceTools {
  /** Folder of the package that is to be installed, or that removes what is installed. */
  readonly packageFolder: string;
  /** Throws CliFailure where no service can be installed. */
  check(): void;
  run(command: Command): Promise<Ran>;
  now(): number;
}

/** This computer itself. */
export function ownTools({ context }: Shell): ServiceTools {
  const packageFolder = ownPackage();
  return {
    packageFolder,
    check: () => {
      if (context.platform !== 'win32') {
        throw new CliFailure(
          exitCodes.configuration,
          'A service can be installed on Windows only.',
          '--dry-run shows what would be done there. To try VMSpec here: vmspec serve --driver simulated',
        );
      }
      if (!isPackage(packageFolder)) {
        throw new CliFailure(
          exitCodes.configuration,
          `${packageFolder} is not an unpacked vmspec-host zip.`,
          'Make the zip with: npm run package:host. Unpack it on this computer and run install.ps1 in it.',
        );
      }
    },
    run: (command) => runCommand(command, context.env),
    now: () => Date.now(),
  };
}

/** Folders that a person may name; absent: those of the installation, or the usual ones. */
export interface FolderOptions {
  readonly dataDir?: string;
  readonly programDir?: string;
}

/** Where everything is. Throws CliFailure for a folder that is not named in full. */
export function findLayout({ dataDir, programDir }: FolderOptions, { context }: Shell): Layout {
  const usual = defaultFolders(context.env);
  const programRoot = whole(programDir ?? usual.programRoot, '--program-dir');
  const named = dataDir === undefined ? undefined : whole(dataDir, '--data-dir');
  const layout = layoutOf(context.env, programRoot, named ?? usual.dataDirectory);
  const record = readRecord(layout.record);
  if (record === null) return layout;
  if (named === undefined || layout.same(named, record.data_directory))
    return layoutOf(context.env, programRoot, record.data_directory);
  throw new CliFailure(
    exitCodes.configuration,
    `The installed service keeps its data in ${record.data_directory}, not in ${named} (--data-dir).`,
    'Leave out --data-dir. To move the data: uninstall, move the folder, and install with --data-dir.',
  );
}

/**
 * A folder in full, below a root, without a separator at its end: Windows reads a quote after one as part of the name.
 */
function whole(folder: string, option: string): string {
  const windows = win32.normalize(folder).replace(/\\+$/, '');
  if (/^[A-Za-z]:\\[^"<>|?*%:]+$/.test(windows)) return windows;
  const other = posix.normalize(folder).replace(/\/+$/, '');
  if (/^\/./.test(other)) return other;
  throw new CliFailure(
    exitCodes.usage,
    `"${folder}" (${option}) is not the whole path of a folder.`,
    'Example: D:\\VMSpec-Host',
  );
}

/** What the actions of a plan work with. */
export function worldOf(tools: ServiceTools, shell: Shell): World {
  const { context } = shell;
  const interrupt = context.interrupt();
  const { signal } = new AbortController();
  return {
    run: (command) => tools.run(command),
    door: localDoor(),
    now: () => tools.now(),
    sleep: (ms) => context.sleep(ms, signal),
    interrupted: () => interrupt.aborted,
    tell: (line) => shell.say(line),
    kept: new Map(),
  };
}

/** Tells a person step by step. */
export function progressOf(shell: Shell): Progress {
  return {
    begun: ({ title }, number, of) =>
      shell.say(`${shell.style('dim', `[${String(number)}/${String(of)}]`)} ${title}`),
    warned: ({ title }, error) => shell.warn(`"${title}" failed and is not needed: ${messageOf(error)}`),
    undoing: ({ title }) => shell.warn(`taking back: ${title}`),
  };
}

/** Why nothing came of a plan. */
export function failureOf({ step, error, left }: PlanFailure, unchanged: string): CliFailure {
  const known = error instanceof CliFailure ? error : null;
  const after =
    left.length === 0
      ? unchanged
      : `This could not be taken back:\n${left.map((line) => `  ${line}`).join('\n')}`;
  return new CliFailure(
    known?.exit ?? exitCodes.internal,
    `"${step.title}" failed: ${messageOf(error)}`,
    [...(known?.hint == null ? [] : [known.hint]), after].join('\n'),
    known?.code ?? null,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
