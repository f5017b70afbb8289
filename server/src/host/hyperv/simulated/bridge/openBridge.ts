import { setMaxListeners } from 'node:events';
import { byHand, type ByHand } from '../byHand.ts';
import { createFaults, type Call, type Faults } from '../faults.ts';
import { latency } from '../latency.ts';
import type { Computer } from '../machine/computer.ts';
import { folderOf, nameOf } from '../machine/windowsPath.ts';
import { openComputer } from '../openComputer.ts';
import { openSession, type SessionContext } from '../session.ts';
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

/** Opens the machine in a folder and serves it. `call` tells which step of a job cmdlets now belong to, for faults. */
export async function openBridge(
  options: SimulatedHyperVOptions & { readonly call?: () => Call },
): Promise<OpenBridge> {
  const { clock, random } = options;
  const delays = latency(options.speed, clock, random);
  const times = delays.transitions;
  const opened = openComputer(options.folder, options.description, { clock, random, times });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const context: SessionContext = {
    computer: opened.computer,
    latency: delays,
    faults: createFaults(options.faults),
    closing: closing.signal,
    running: new Set(),
  };
  const bridge = await serveBridge({
    token: random.uuid(),
    session: (parameters, signal) => {
      const vmName = vmNameIn(opened.computer, parameters);
      return openSession(context, options.call?.() ?? 'vm', vmName, signal);
    },
  });
  return {
    address: bridge.address,
    machine: opened.computer,
    faults: context.faults,
    byHand: byHand(opened.computer),
    close: async () => {
      closing.abort();
      await bridge.close();
      await Promise.allSettled(context.running);
      opened.close();
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
