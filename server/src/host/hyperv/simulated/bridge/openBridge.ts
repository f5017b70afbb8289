import { byHand, type ByHand } from '../byHand.ts';
import type { Call, Faults } from '../faults.ts';
import type { Computer } from '../machine/computer.ts';
import { folderOf, nameOf } from '../machine/windowsPath.ts';
import { openSimulation } from '../openSimulation.ts';
import { openSession, type SessionContext } from '../session.ts';
import type { SimulatedHyperVOptions } from '../simulatedHyperV.ts';
import { boundOf } from './bound.ts';
import type { BridgeQuestion } from './bridgeCall.ts';
import { serveBridge, type Bridge, type BridgeOptions, type OpenQuestion } from './serveBridge.ts';

/** A simulated machine that PowerShell processes work on. */
export interface OpenBridge extends Bridge {
  readonly machine: Computer;
  readonly faults: Faults;
  readonly byHand: ByHand;
}

/** Opens the machine in a folder and serves it. `onQuestion` is told of everything that cmdlets ask. */
export async function openBridge({
  onQuestion,
  ...options
}: SimulatedHyperVOptions & { readonly onQuestion?: BridgeOptions['onQuestion'] }): Promise<OpenBridge> {
  const simulation = openSimulation(options);
  const { context } = simulation;
  const { computer } = context;
  const bridge = await serveBridge({
    token: options.random.uuid(),
    session: machineSession(context),
    onQuestion,
  });
  return {
    ...bridge,
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

/** Questions go to this machine. `call` tells for which step of a job an asker's cmdlets run, for faults. */
export function machineSession(
  context: SessionContext,
  call: (asker: string) => Call = () => 'vm',
): OpenQuestion {
  return (parameters, signal, asker) =>
    openSession(context, call(asker), vmNameIn(context.computer, parameters), signal);
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
