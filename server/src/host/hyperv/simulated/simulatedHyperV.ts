import type { DriverStep, StepParams } from '#core/steps.ts';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import type {
  Clock,
  HyperV,
  HyperVFailure,
  InventoryResult,
  ProbeResult,
  Random,
  StepResult,
} from '../../ports.ts';
import { byHand, type ByHand } from './byHand.ts';
import type { Call, FaultRule, Faults } from './faults.ts';
import { inventoryOf } from './inventoryOf.ts';
import { CmdletError, ourError } from './machine/cmdletError.ts';
import type { Computer } from './machine/computer.ts';
import { openSimulation } from './openSimulation.ts';
import { CutOff, openSession, type Session, type SessionContext } from './session.ts';
import type { Folders, Step } from './steps/step.ts';
import { STEPS } from './steps/stepTable.ts';
import { settle } from './steps/vmOf.ts';
import { vmNameOf } from './vmNameOf.ts';

/** A practice host: a Hyper-V that creates nothing, with ways for tests to disturb it. */
export interface SimulatedHyperV extends HyperV {
  readonly driver: 'simulated';
  /** What goes wrong from now on. */
  readonly faults: Faults;
  /** What others do on the machine. */
  readonly byHand: ByHand;
  /** The machine itself, for cmdlets (`runCmdlet`) and looks. */
  readonly machine: Computer;
}

/** What a practice host is opened with. */
export interface SimulatedHyperVOptions {
  /** Where the machine's state lives; once there is one, the description no longer matters. */
  readonly folder: string;
  readonly description: SimulatedHostFile;
  /** Divides all times; 0 or Infinity: without latency. */
  readonly speed: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults?: readonly FaultRule[];
}

/** Opens a practice host. Throws when its folder cannot be used. */
export function openSimulatedHyperV(options: SimulatedHyperVOptions): SimulatedHyperV {
  const simulation = openSimulation(options);
  const { context } = simulation;
  return {
    driver: 'simulated',
    faults: context.faults,
    byHand: byHand(context.computer),
    machine: context.computer,
    ...port(context),
    close: async () => {
      if (context.closing.aborted) return;
      simulation.stop();
      await simulation.close();
    },
  };
}

type Port = Omit<HyperV, 'driver' | 'close'>;

function port(context: SessionContext): Port {
  const { computer } = context;
  let folders: Folders = { template_roots: computer.state.host.template_folders, vm_folders: [] };
  const call = (name: Call, params: object, signal: AbortSignal): Session =>
    openSession(context, name, vmNameOf(computer, params), signal);
  return {
    configure: ({ template_roots, vm_folders }) => {
      folders = { template_roots: template_roots ?? computer.state.host.template_folders, vm_folders };
    },
    inventory: (signal) =>
      answer<InventoryResult>(
        async () => {
          const read = (): ReturnType<typeof inventoryOf> => inventoryOf(computer, folders);
          return { ok: true, inventory: await call('inventory', {}, signal).look('Get-VM', read) };
        },
        (error) => ({ ok: false, failure: error.failure }),
        (cut) => ({ ok: false, failure: cutFailure(cut) }),
      ),
    ensure: async (step, params, signal) => {
      await turn();
      return answer(
        () => ensure(STEPS[step], call(step, params, signal), params, folders),
        (error): StepResult<typeof step> => ({ outcome: 'failed', failure: error.failure }),
        (cut) => ({ outcome: 'unknown', reason: cut.message }),
      );
    },
    probe: (step, params, signal) =>
      answer(
        () =>
          call(step, params, signal).look(STEPS[step].reads, () =>
            STEPS[step].look(computer, params, folders),
          ),
        (error): ProbeResult<typeof step> => ({ state: 'unknown', reason: error.message }),
        (cut) => ({ state: 'unknown', reason: cut.message }),
      ),
    restart: (vmId, signal) =>
      answer(
        () => restart(call('restart', { vm_id: vmId }, signal), vmId),
        (error): StepResult<'start'> => ({ outcome: 'failed', failure: error.failure }),
        (cut) => ({ outcome: 'unknown', reason: cut.message }),
      ),
  };
}

/** Look, act when the effect is not there, look again. */
async function ensure<K extends DriverStep>(
  step: Step<K>,
  session: Session,
  params: StepParams[K],
  folders: Folders,
): Promise<StepResult<K>> {
  const look = (acted: boolean): Promise<ReturnType<Step<K>['look']>> =>
    session.look(step.reads, () => step.look(session.computer, params, folders, acted));
  const before = await look(false);
  if (before.state === 'done') return { outcome: 'done', acted: false, output: before.output };
  await step.act(session, params, folders);
  const after = await look(true);
  if (after.state === 'done') return { outcome: 'done', acted: true, output: after.output };
  throw ourError('EffectMissing', 'The step was carried out, but its effect is not there.');
}

async function restart(session: Session, vmId: string): Promise<StepResult<'start'>> {
  await session.run('Restart-VM', { vm_id: vmId });
  await settle(session, vmId);
  return { outcome: 'done', acted: true, output: {} };
}

/** What the machine does comes back as a value; anything else that is thrown is a bug and stays one. */
async function answer<T>(
  work: () => Promise<T>,
  failed: (error: CmdletError) => T,
  cut: (error: CutOff) => T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CmdletError) return failed(error);
    if (error instanceof CutOff) return cut(error);
    throw error;
  }
}

function cutFailure(cut: CutOff): HyperVFailure {
  return ourError('CutOff', cut.message).failure;
}

/** Others get a turn between two steps, since without latency nothing else waits. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
