import { setMaxListeners } from 'node:events';
import { createFaults } from './faults.ts';
import { latency } from './latency.ts';
import { openComputer } from './openComputer.ts';
import type { SessionContext } from './session.ts';
import type { SimulatedHyperVOptions } from './simulatedHyperV.ts';

/** A simulated machine that is open, whoever works on it: the driver, or PowerShell processes. */
export interface Simulation {
  readonly context: SessionContext;
  /** Tells work under way that the machine closes. */
  stop(): void;
  /** Waits for work under way, then lets go of the folder. */
  close(): Promise<void>;
}

/** Opens the machine in a folder. Throws when the folder cannot be used. */
export function openSimulation(options: SimulatedHyperVOptions): Simulation {
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
  return {
    context,
    stop: () => {
      closing.abort();
    },
    close: async () => {
      await Promise.allSettled(context.running);
      opened.close();
    },
  };
}
