import { byHand, type ByHand } from '../byHand.ts';
import type { Call, Faults } from '../faults.ts';
import type { Computer } from '../machine/computer.ts';
import { folderOf, nameOf } from '../machine/windowsPath.ts';
import { openSimulation } from '../openSimulation.ts';
import { openSession } from '../session.ts';
import type { SimulatedHyperVOptions } from '../simulatedHyperV.ts';
import { boundOf } from './bound.ts';
import type { BridgeQuestion } from './bridgeCall.ts';
import { serveBridge, type Bridge } from './serveBridge.ts';

/** A simulated machine that PowerShell processes work on. */
export interface OpenBridge extends Bridge {
  readonly machine: Computer;
  readonly faults: Faults;
  readonly byHand: ByHand;
}

/**
 * Opens the machine in a folder and serves it. `call` tells which step of a job cmdlets now belong to, for faults;
 * `onQuestion` is told of each.
 */
export async function openBridge(
  options: SimulatedHyperVOptions & {
    readonly call?: () => Call;
    readonly onQuestion?: (question: BridgeQuestion) => void;
  },
): Promise<OpenBridge> {
  const simulation = openSimulation(options);
  const { context } = simulation;
  const { computer } = context;
  const bridge = await serveBridge({
    token: options.random.uuid(),
    onQuestion: options.onQuestion ?? (() => undefined),
    session: (parameters, signal) =>
      openSession(context, options.call?.() ?? 'vm', vmNameIn(computer, parameters), signal),
  });
  return {
    address: bridge.address,
    machine: computer,
    faults: context.faults,
    byHand: byHand(computer),
    close: async () => {
      simulation.stop();
      await bridge.close();
      await simulation.close();
    },
  };
}

/** Name of the VM that a call is about, for faults that strike only one. */
function vmNameIn(computer: Computer, parameters: BridgeQuestion['parameters']): string | null {
  const bound = boundOf(parameters);
  for (const name of ['VM', 'VMNetworkAdapter', 'VMHardDiskDrive', 'VMDvdDrive']) {
    const reference = bound.references(name)?.[0];
    if (reference !== undefined && 'vm_id' in reference) {
      return computer.state.vms.get(reference.vm_id)?.vm_name ?? null;
    }
  }
  const named = bound.text('VMName') ?? bound.text('Name');
  const path = bound.text('Path');
  return named ?? (path === undefined ? null : nameOf(folderOf(path)));
}
