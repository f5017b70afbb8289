import { after, before } from 'mocha';
import { importLine } from '../../../server/src/host/powershell/commandLines.ts';
import { moduleManifest } from '../../../server/src/host/hyperv/moduleFolder.ts';
import { machineSession } from '../../../server/src/host/hyperv/simulated/bridge/openBridge.ts';
import {
  serveBridge,
  type Bridge,
  type OpenQuestion,
} from '../../../server/src/host/hyperv/simulated/bridge/serveBridge.ts';
import { byHand } from '../../../server/src/host/hyperv/simulated/byHand.ts';
import type { Call } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { openSimulation } from '../../../server/src/host/hyperv/simulated/openSimulation.ts';
import type { SimulatedHyperVOptions } from '../../../server/src/host/hyperv/simulated/simulatedHyperV.ts';
import { fakeClock, type FakeClock } from '../fakeClock.ts';
import { hosts, type Hosts } from '../host/hosts.ts';
import type { TestHost, TestMachine } from '../host/testHost.ts';
import { waitFor } from '../host/waitFor.ts';
import { driverShells, type DriverShells, type WatchedProcess } from './driverHost.ts';
import { engine } from './engine.ts';

/** Hosts whose driver is PowerShell on the test engine, each with a simulated machine of its own. */
export interface EngineHosts extends Hosts {
  /** A clock that stands still while PowerShell computes; it moves while cmdlets wait for the machine. */
  readonly clock: () => FakeClock;
  /** Opens a machine without a host, in place of the one before. */
  readonly open: (options: SimulatedHyperVOptions) => Promise<TestMachine>;
  /** Kills the shell of a step whose cmdlet a fault keeps waiting, as soon as one does. */
  readonly cutOff: (host: TestHost) => Promise<void>;
  /** Told of every cmdlet before the machine answers it, with the process that asks. */
  onQuestion: (listener: QuestionListener | null) => void;
}

export type QuestionListener = (question: {
  readonly asker: WatchedProcess;
  /** Operation of our module that it carries out, such as `ensure_disk`. */
  readonly operation: string;
}) => void;

/** A minute of simulated time between two readings, and two for a step: each reading takes real time here. */
const LIMITS = { inventory_interval_ms: 60_000, step_timeout_s: 120 } as const;

/** Call it directly inside a `describe`. The processes stay warm from test to test. */
export function engineHosts(): EngineHosts {
  const state: {
    bridge: Bridge | null;
    shells: DriverShells | null;
    session: OpenQuestion | null;
    listener: QuestionListener | null;
  } = { bridge: null, shells: null, session: null, listener: null };
  const open = (): DriverShells => {
    if (state.shells === null) throw new Error('the engine is not open yet');
    return state.shells;
  };
  before(async function () {
    this.timeout(600_000);
    const built = engine(this);
    state.bridge = await serveBridge({
      token: 'test',
      session: (parameters, signal, asker) => {
        const process = open().processes[Number(asker)];
        if (state.session === null || process === undefined) throw new Error('there is no machine');
        state.listener?.({ asker: process, operation: operationOf(process) });
        return state.session(parameters, signal, asker);
      },
    });
    state.shells = driverShells(built, state.bridge.address, { count: 3 });
  });
  after(async () => {
    await state.shells?.close();
    await state.bridge?.close();
  });
  /** Whether a call goes on by itself; one whose cmdlet waits for the machine goes on when the clock moves. */
  const busy = (): boolean => {
    const { processes, calls } = open();
    const waiting = new Set(state.bridge?.waiting());
    const blocked = processes.filter((process, at) => !process.isGone() && waiting.has(String(at)));
    return calls() > blocked.length;
  };
  const quiet = async (): Promise<void> => {
    if (busy()) await waitFor('PowerShell has nothing to do', () => !busy());
  };
  const idle = (): boolean =>
    open().processes.every((process) => process.isGone() || process.line() === null);
  const openMachine = async (options: SimulatedHyperVOptions): Promise<TestMachine> => {
    const { hyperv, processes } = open();
    await waitFor('PowerShell runs nothing', idle);
    await Promise.all(processes.map(forget));
    const simulation = openSimulation(options);
    const { context } = simulation;
    state.session = machineSession(context, (asker) => callOf(processes[Number(asker)]));
    return {
      ...hyperv,
      faults: context.faults,
      byHand: byHand(context.computer),
      machine: context.computer,
      close: async () => {
        simulation.stop();
        await quiet();
        await simulation.close();
      },
    };
  };
  const own = hosts(() => ({ open: openMachine }));
  return {
    start: ({ config, ...options } = {}) =>
      own.start({
        ...options,
        config: {
          template_roots: ['C:\\Templates'],
          ...config,
          limits: { ...LIMITS, ...config?.limits },
        },
      }),
    restart: own.restart,
    clock: () => fakeClock(undefined, quiet),
    open: openMachine,
    cutOff: async ({ hyperv: { faults } }) => {
      const { processes } = open();
      const acts = (asker: string): boolean => operationOf(processes[Number(asker)]).startsWith('ensure_');
      const asker = await waitFor('a cmdlet is kept waiting', () =>
        faults.struck() === 0 ? null : state.bridge?.waiting().find(acts),
      );
      await processes[Number(asker)]?.kill();
    },
    onQuestion: (listener) => {
      state.listener = listener;
    },
  };
}

/** What our module remembers of the machine before must not be taken for the new one's. */
async function forget(process: WatchedProcess): Promise<void> {
  if (process.isGone()) return;
  await process.run('Remove-Module -Name VMSpec');
  await process.run(importLine(moduleManifest() ?? ''));
}

function operationOf(process: WatchedProcess | undefined): string {
  return / -Name (\w+) /.exec(process?.line() ?? '')?.[1] ?? '';
}

/** Which call of the driver a process carries out, as faults name it. */
function callOf(process: WatchedProcess | undefined): Call {
  const operation = operationOf(process);
  const step = /^(?:ensure|probe)_(\w+)$/.exec(operation)?.[1] ?? operation;
  return isCall(step) ? step : 'inventory';
}

const CALLS: ReadonlySet<string> = new Set<Call>([
  ...(['template', 'disk', 'vm', 'configure', 'network', 'seed', 'storage', 'start', 'verify'] as const),
  ...(['stop', 'remove_vm', 'remove_files', 'inventory', 'restart'] as const),
]);

function isCall(name: string): name is Call {
  return CALLS.has(name);
}
