import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { machineState, type MachineState } from './machine/machineState.ts';
import type { MachineChange, MachineSnapshot } from './machine/model.ts';

/** Name of the journal in its folder. */
export const JOURNAL_FILE = 'machine.jsonl';

/** A machine whose every change is in a file before it is made, so that a killed process loses nothing. */
export interface Journal {
  readonly state: MachineState;
  /** Time of the machine's clock when the last change was written, in milliseconds. */
  readonly time: number;
  commit(change: MachineChange, time: number): void;
  close(): void;
}

interface Entry {
  readonly time: number;
  readonly change: MachineChange;
}

/**
 * Opens the journal in `folder`, or begins one with `initial()`. What was written is folded into one snapshot; a last
 * line that a kill cut short is dropped, since its change was not made. Throws when the folder cannot be used.
 */
export function openJournal(folder: string, initial: () => MachineSnapshot): Journal {
  const path = join(folder, JOURNAL_FILE);
  mkdirSync(folder, { recursive: true });
  const { state, time } = existsSync(path) ? replay(path) : begin(initial());
  let log = fold(path, state, time);
  return {
    state,
    time,
    commit: (change, at) => {
      const line = Buffer.from(`${JSON.stringify({ time: at, change } satisfies Entry)}\n`);
      append(log.file, line, log.length);
      log = { ...log, length: log.length + line.length };
      state.apply(change);
      if (log.length > log.limit) {
        const { file } = log;
        log = fold(path, state, at);
        closeSync(file);
      }
    },
    close: () => {
      closeSync(log.file);
    },
  };
}

/** The open file, its bytes, and with how many it is folded. */
interface Log {
  readonly file: number;
  readonly length: number;
  readonly limit: number;
}

/** A file is folded once it is several times as long as what it stands for, and not worth the trouble below this. */
const FOLD_BYTES = 8 * 1024 * 1024;

/** Replaces the file by one line that says what all of it said. */
function fold(path: string, state: MachineState, time: number): Log {
  const text = `${JSON.stringify(state.snapshot(time))}\n`;
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  const length = Buffer.byteLength(text);
  return { file: openSync(path, 'a'), length, limit: Math.max(FOLD_BYTES, 4 * length) };
}

/** Writes a line whole or takes back what was written of it, so that the next line is not glued to a torn one. */
function append(file: number, line: Buffer, length: number): void {
  try {
    for (let done = 0; done < line.length;) done += writeSync(file, line, done);
  } catch (error) {
    ftruncateSync(file, length);
    throw error;
  }
}

function begin(snapshot: MachineSnapshot): { state: MachineState; time: number } {
  return { state: machineState(snapshot), time: snapshot.time };
}

function replay(path: string): { state: MachineState; time: number } {
  const [first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
  const snapshot = parse(first) as MachineSnapshot | null;
  if (snapshot === null)
    throw new Error(`${path} is not the state of a practice host; move it away to begin anew`);
  const state = machineState(snapshot);
  let time = snapshot.time;
  // What follows the last line break is empty, or a line that was never finished.
  for (const [index, line] of rest.slice(0, -1).entries()) {
    const entry = parse(line) as Entry | null;
    if (entry === null) throw new Error(`${path} line ${String(index + 2)} is unreadable`);
    state.apply(entry.change);
    time = entry.time;
  }
  return { state, time };
}

/** Only we write these lines, so a whole one has its shape. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
