import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killTree, startTimeOf } from './processTree.ts';

/** A process as it is remembered: a number alone may by now be another program's. */
export interface RecordedProcess {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly started_at: number;
}

/** The shells of one host that run now. */
export interface ShellRecords {
  add(shell: RecordedProcess): void;
  remove(pid: number): void;
}

/**
 * Keeps the shells of the host process `host` in a file of `folder`, so that a later start can end those that a crash
 * left behind. A file that cannot be written is no reason to stop.
 */
export function shellRecords(
  folder: string,
  host: RecordedProcess,
  onError: (error: unknown) => void,
): ShellRecords {
  const file = join(folder, `${String(host.pid)}.json`);
  const shells = new Map<number, RecordedProcess>();
  const write = (): void => {
    try {
      if (shells.size === 0) rmSync(file, { force: true });
      else {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(file, `${JSON.stringify({ host, shells: [...shells.values()] })}\n`, { mode: 0o600 });
      }
    } catch (error) {
      onError(error);
    }
  };
  return {
    add: (shell) => {
      shells.set(shell.pid, shell);
      write();
    },
    remove: (pid) => {
      if (shells.delete(pid)) write();
    },
  };
}

/** This process, as it is remembered. */
export function thisProcess(): RecordedProcess {
  return { pid: process.pid, started_at: performance.timeOrigin };
}

/** Start times of one process, told by its maker and by the system, differ by no more. */
const SAME_START_MS = 5_000;

/**
 * Ends the shells of hosts that are gone, and forgets them. Those of a host that lives are its own. Answers how many
 * there were.
 */
export async function endLeftovers(folder: string): Promise<number> {
  let ended = 0;
  for (const file of recordFiles(folder)) {
    const record = readRecordFile(file);
    if (record !== null && (await runs(record.host))) continue;
    for (const shell of record?.shells ?? []) {
      if (!(await runs(shell))) continue;
      await killTree(shell.pid);
      ended += 1;
    }
    rmSync(file, { force: true });
  }
  return ended;
}

async function runs({ pid, started_at }: RecordedProcess): Promise<boolean> {
  const started = await startTimeOf(pid);
  return started !== null && Math.abs(started - started_at) <= SAME_START_MS;
}

function recordFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

interface RecordFile {
  readonly host: RecordedProcess;
  readonly shells: readonly RecordedProcess[];
}

/** Null when the file was cut short by the crash: then nothing is known of leftovers. */
function readRecordFile(file: string): RecordFile | null {
  try {
    const { host, shells } = JSON.parse(readFileSync(file, 'utf8')) as Partial<
      Record<keyof RecordFile, unknown>
    >;
    if (!isRecordedProcess(host) || !Array.isArray(shells)) return null;
    return { host, shells: shells.filter(isRecordedProcess) };
  } catch {
    return null;
  }
}

function isRecordedProcess(value: unknown): value is RecordedProcess {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, started_at } = value as Partial<RecordedProcess>;
  return Number.isSafeInteger(pid) && (pid ?? 0) > 1 && typeof started_at === 'number';
}
