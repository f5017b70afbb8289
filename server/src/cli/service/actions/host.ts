import { readFileSync } from 'node:fs';
import { exitCodes } from '../../exitCodes.ts';
import { CliFailure, Interrupted } from '../../failure.ts';
import { ENDED } from '../../streamsToFile.ts';
import type { Drain, WaitGone, WaitReady } from '../step.ts';
import type { World } from '../world.ts';

const PAUSE_MS = 500;
/** Longest time for a host to be gone that was ended. */
const GONE_MS = 60_000;
/** Longest time for a host to be ready: it reads every VM and disk of the machine first. */
const READY_MS = 300_000;
/** How often a person is told that something is still being waited for. */
const TELL_MS = 15_000;
const LAST_LINES = 12;

export async function drain({ dataDirectory, seconds }: Drain, world: World): Promise<void> {
  if (!world.door.runs(dataDirectory)) return;
  // Where nobody could be asked, no job ends by itself: the task is ended next.
  if (!(await world.door.askToStop(dataDirectory, seconds > 0))) return;
  if (await isGone(dataDirectory, seconds > 0 ? seconds * 1000 : GONE_MS, world)) return;
  if (seconds === 0) return;
  throw new CliFailure(
    exitCodes.busy,
    `Jobs still run after ${String(seconds)} s.`,
    'See them with: vmspec jobs. Try again later, wait longer with --drain-timeout, or do not wait with --force: ' +
      'unfinished jobs are taken up when a host is started again.',
  );
}

export async function waitGone({ dataDirectory }: WaitGone, world: World): Promise<void> {
  if (await isGone(dataDirectory, GONE_MS, world)) return;
  throw new CliFailure(
    exitCodes.internal,
    `The host of ${dataDirectory} does not end.`,
    'End its process (host.json in that folder names it) and try again.',
  );
}

async function isGone(dataDirectory: string, longestMs: number, world: World): Promise<boolean> {
  return waited(longestMs, 'Waiting for the host to end', world, () =>
    Promise.resolve(!world.door.runs(dataDirectory)),
  );
}

export async function waitReady({ dataDirectory, version, output }: WaitReady, world: World): Promise<void> {
  const said = (): string => textOf(output);
  const ready = await waited(READY_MS, 'Waiting for the host to be ready', world, async () => {
    if ((await world.door.readyVersion(dataDirectory)) === version) return true;
    if (said().includes(ENDED)) throw notReady('The host ended at once.', output, said());
    return false;
  });
  if (!ready)
    throw notReady(
      `No host of version ${version} is ready after ${String(READY_MS / 1000)} s.`,
      output,
      said(),
    );
}

function notReady(message: string, output: string, said: string): CliFailure {
  const lines = said.trim().split('\n').slice(-LAST_LINES).join('\n');
  return new CliFailure(
    exitCodes.internal,
    message,
    lines === '' ? `It said nothing (${output}).` : `It said (${output}):\n${lines}`,
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function waited(
  longestMs: number,
  what: string,
  world: World,
  look: () => Promise<boolean>,
): Promise<boolean> {
  for (let passed = 0; passed < longestMs; passed += PAUSE_MS) {
    if (world.interrupted()) throw new Interrupted();
    if (await look()) return true;
    if (passed > 0 && passed % TELL_MS === 0) world.tell(`${what} (${String(passed / 1000)} s) ...`);
    await world.sleep(PAUSE_MS);
  }
  return look();
}
