import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { routes } from '#schemas/protocol/routes.ts';
import { HostFailure } from '../connection/failure.ts';
import { findLocal, runningIn } from '../connection/findLocal.ts';
import { post } from '../connection/post.ts';

/** Where the practice host keeps its data, and the program that it is. */
export interface Practice {
  readonly folder: string;
  /** Path of `vmspec.js`. */
  readonly program: string;
}

/** Seconds after the last window until it ends by itself. */
const IDLE_SECONDS = 60;
/** Exit code of a host whose data another one uses: another window was faster. */
const LOCKED = 75;
const START_MS = 60_000;
const LOOK_MS = 100;
/** Characters of its log that a person is shown. */
const LOG_TAIL = 2000;

/**
 * Starts the practice host where none runs yet, in a process that outlives this window, and waits until it answers.
 * Rejects with HostFailure; when `cancelled` is aborted, what was started is ended.
 */
export async function startPractice(practice: Practice, cancelled: AbortSignal): Promise<void> {
  if (runningIn(practice.folder) !== null) return;
  await probeSqlite();
  mkdirSync(practice.folder, { recursive: true, mode: 0o700 });
  const log = join(practice.folder, 'start.log');
  const child = launch(practice, log);
  const ended: { code: number | null | undefined } = { code: undefined };
  child.once('exit', (code) => (ended.code = code));
  child.once('error', () => (ended.code = null));
  const deadline = performance.now() + START_MS;
  while (runningIn(practice.folder) === null) {
    if (cancelled.aborted) {
      child.kill();
      return;
    }
    const failed = ended.code !== undefined && ended.code !== LOCKED;
    if (failed || performance.now() > deadline) {
      child.kill();
      throw notStarted(log);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Asks the practice host to stop, and waits until it has; false: none was running. Rejects with HostFailure. */
export async function stopPractice({ folder }: Practice): Promise<boolean> {
  const reading = findLocal([folder], '');
  if ('none' in reading) return false;
  if ('failure' in reading) throw reading.failure;
  await post(reading.target, routes.stopHost.path, { drain: false });
  const deadline = performance.now() + START_MS;
  while (runningIn(folder) !== null && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return true;
}

/** The editor's own program runs as Node where it is asked to; its Node must have the database that the host keeps. */
export function probeSqlite(program = process.execPath, module = 'node:sqlite'): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = spawn(program, ['-e', 'require(process.argv[1])', module], {
      stdio: 'ignore',
      windowsHide: true,
      env: nodeEnvironment(),
    });
    const refuse = (): void => {
      reject(
        new HostFailure(
          l10n.t(
            'This editor cannot run the practice host: its Node ({0}) has no {1}.',
            process.version,
            module,
          ),
          l10n.t(
            'Update the editor, or start one in a terminal with Node 24: npx vmspec serve --driver simulated',
          ),
          { passing: false },
        ),
      );
    };
    probe.once('error', refuse);
    probe.once('exit', (code) => {
      if (code === 0) resolve();
      else refuse();
    });
  });
}

function launch({ folder, program }: Practice, log: string): ChildProcess {
  const options = [
    '--port',
    '0',
    '--data-dir',
    folder,
    '--until-idle',
    String(IDLE_SECONDS),
    '--output',
    log,
  ];
  const child = spawn(process.execPath, [program, 'serve', '--driver', 'simulated', ...options], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    cwd: folder,
    env: nodeEnvironment(),
  });
  child.unref();
  return child;
}

function nodeEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
}

function notStarted(log: string): HostFailure {
  const said = tailOf(log);
  const why = said === '' ? l10n.t('it said nothing') : said;
  return new HostFailure(
    l10n.t('The practice host did not start: {0}', why),
    l10n.t('Its log is {0}.', log),
    { passing: true },
  );
}

function tailOf(log: string): string {
  try {
    return readFileSync(log, 'utf8').trim().slice(-LOG_TAIL);
  } catch {
    return '';
  }
}
