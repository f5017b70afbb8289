import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findExecutable, shellEnvironment, type Environment } from '../powershell/executable.ts';
import { selftestScript } from './moduleFolder.ts';
import { lacksHyperV } from './lacksHyperV.ts';

/** One fact of Hyper-V, and whether it holds here. */
export interface SelftestCheck {
  readonly check: string;
  readonly passed: boolean;
  /** What was found, for people; empty: nothing more to say. */
  readonly detail: string;
}

/** What a self-test that makes VMs would make and remove. */
export interface SelftestPlan {
  /** The folder below which it makes one of its own. */
  readonly parent: string;
  /** Names of the VMs, one for each supported shape. */
  readonly shapes: readonly string[];
  /** Folders of earlier self-tests that were cut off; they are removed with the VMs in them. */
  readonly left: readonly string[];
}

/** Counts of a self-test that came to its end. */
export interface SelftestSummary {
  readonly passed: number;
  readonly failed: number;
  /** Whether the Hyper-V module is there; without it nothing else was looked at. */
  readonly hyperv: boolean;
  /** Somebody stopped it before all was checked. */
  readonly stopped: boolean;
}

export type SelftestRecord =
  SelftestCheck | { readonly plan: SelftestPlan } | { readonly summary: SelftestSummary };

/** How the self-test's PowerShell ended. */
export interface SelftestEnd {
  /** Null: it was killed. */
  readonly code: number | null;
  /** What it wrote beside its records; the beginning of it. */
  readonly noise: string;
}

/** The self-test of this computer. */
export interface Selftest {
  /** Runs it, telling each record as it comes. An aborted signal stops it and has it clean up first. */
  run(
    mode: SelftestMode,
    onRecord: (record: SelftestRecord) => void,
    signal: AbortSignal,
  ): Promise<SelftestEnd>;
}

/** `look` changes nothing, `describe` only tells the plan, `create` makes and removes VMs. */
export type SelftestMode = 'look' | 'describe' | 'create';

export type SelftestSearch =
  { readonly ok: true; readonly selftest: Selftest } | { readonly ok: false; readonly reason: string };

const switches: Readonly<Record<SelftestMode, readonly string[]>> = {
  look: [],
  describe: ['-Describe'],
  create: ['-Create'],
};

/** Most characters of noise that are kept. */
const NOISE = 4096;
const FRAME = 'VMSPEC:';

/** Finds PowerShell and the script, or says in a sentence why there is no self-test here. `folder`: where VMs go. */
export function findSelftest(
  env: Environment,
  platform: NodeJS.Platform,
  folder: string | null,
): SelftestSearch {
  const lack = lacksHyperV(env, platform);
  if (lack !== null) return { ok: false, reason: lack };
  const executable = findExecutable(env, platform);
  if (!executable.ok) return { ok: false, reason: `PowerShell cannot be started: ${executable.reason}.` };
  const script = selftestScript();
  if (script === null) return { ok: false, reason: 'The self-test is missing: install VMSpec again.' };
  const run: Selftest['run'] = async (mode, onRecord, signal) => {
    const own = mkdtempSync(join(tmpdir(), 'vmspec-selftest-'));
    const stopFile = join(own, 'stop');
    const fixed = [
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-File',
      script,
      '-Framed',
      '-StopFile',
      stopFile,
    ];
    const more = folder === null ? [] : ['-Folder', folder];
    try {
      return await follow(
        spawn(executable.path, [...fixed, ...more, ...switches[mode]], {
          env: shellEnvironment(env, executable.path),
          stdio: ['ignore', 'pipe', 'pipe'],
          // Elsewhere than on Windows Ctrl-C would end it before it has cleaned up; the file tells it instead.
          detached: platform !== 'win32',
          windowsHide: true,
        }),
        onRecord,
        signal,
        stopFile,
      );
    } finally {
      rmSync(own, { recursive: true, force: true });
    }
  };
  return { ok: true, selftest: { run } };
}

function follow(
  child: ReturnType<typeof spawn>,
  onRecord: (record: SelftestRecord) => void,
  signal: AbortSignal,
  stopFile: string,
): Promise<SelftestEnd> {
  let noise = '';
  const keep = (text: string): void => {
    noise = (noise + text).slice(0, NOISE);
  };
  const stop = (): void => {
    writeFileSync(stopFile, '');
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith(FRAME)) onRecord(readRecord(line));
      else keep(`${line}\n`);
    });
  child.stderr?.setEncoding('utf8').on('data', keep);
  return new Promise<SelftestEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, noise: noise.trim() });
    });
  }).finally(() => {
    signal.removeEventListener('abort', stop);
  });
}

/** Our own script wrote it. */
function readRecord(line: string): SelftestRecord {
  return JSON.parse(Buffer.from(line.slice(FRAME.length), 'base64').toString('utf8')) as SelftestRecord;
}
