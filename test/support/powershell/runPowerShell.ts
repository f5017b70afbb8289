import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import type { BridgeQuestion } from '../../../server/src/host/hyperv/simulated/bridge/bridgeCall.ts';
import { openBridge, type OpenBridge } from '../../../server/src/host/hyperv/simulated/bridge/openBridge.ts';
import { PRACTICE_MACHINE } from '../../../server/src/host/hyperv/simulated/practiceMachine.ts';
import { systemClock } from '../../../server/src/host/clock.ts';
import { seededRandom } from '../seededRandom.ts';
import type { Engine } from './engine.ts';

/** What a PowerShell process left behind. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** How the line-by-line console is started, as node-powershell does it. */
export const READ_INPUT = ['-NoLogo', '-NoExit', '-NoProfile', '-NonInteractive', '-Command', '-'];

/** Runs a PowerShell to its end with these lines as its input. */
export async function runPowerShell(
  engine: Engine,
  lines: readonly string[],
  options: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const child = spawn(engine.executable, [...(options.args ?? READ_INPUT)], {
    env: { ...process.env, ...engine.env, ...options.env },
    stdio: 'pipe',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const exit = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exit;
  return { stdout, stderr, code: typeof code === 'number' ? code : -1 };
}

/** Runs a script file to its end. */
export function runScriptFile(
  engine: Engine,
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return runPowerShell(engine, [], { args: ['-NoProfile', '-NonInteractive', '-File', file, ...args], env });
}

/** A simulated machine that PowerShell processes of a test work on. */
export interface ServedMachine {
  readonly bridge: OpenBridge;
  /** Everything that cmdlets have asked of it; a test may empty it. */
  readonly questions: BridgeQuestion[];
  /** Time in ms that cmdlets took on the machine, as they would on Hyper-V. */
  readonly waitedMs: () => number;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Opens one in a temporary folder, without latency unless a speed says so. */
export async function servedMachine(
  description?: Partial<SimulatedHostFile>,
  speed = Infinity,
): Promise<ServedMachine> {
  const folder = mkdtempSync(join(tmpdir(), 'served-machine-'));
  const questions: BridgeQuestion[] = [];
  const state = { waitedMs: 0 };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    state.waitedMs += ms;
    return systemClock.sleep(ms, signal);
  };
  const bridge = await openBridge({
    folder,
    description: { ...PRACTICE_MACHINE, ...description },
    speed,
    clock: { ...systemClock, sleep },
    onQuestion: (question) => {
      questions.push(question);
    },
    random: seededRandom(7),
  });
  return {
    bridge,
    questions,
    waitedMs: () => state.waitedMs,
    env: { VMSPEC_SIMULATOR: bridge.address },
    close: async () => {
      await bridge.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
