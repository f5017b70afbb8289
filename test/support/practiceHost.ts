import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { PRACTICE_MACHINE } from '../../server/src/host/hyperv/simulated/practiceMachine.ts';
import {
  openSimulatedHyperV,
  type SimulatedHyperV,
  type SimulatedHyperVOptions,
} from '../../server/src/host/hyperv/simulated/simulatedHyperV.ts';
import { fakeClock, type FakeClock } from './fakeClock.ts';
import { seededRandom } from './seededRandom.ts';

/** Folder that tests create VMs in. */
export const VM_ROOT = 'C:\\VMs\\VMSpec';
/** A template of the ready-made machine. */
export const TEMPLATE = 'C:\\Templates\\ubuntu-24.04.vhdx';

/** A practice host in a temporary folder. */
export interface PracticeHost {
  readonly hyperv: SimulatedHyperV;
  readonly clock: FakeClock;
  readonly folder: string;
  /** Opens the same machine again, as after a kill: the old driver is not closed. */
  reopen(): SimulatedHyperV;
  close(): Promise<void>;
}

/** Opens one, without latency unless `speed` says otherwise. */
export function practiceHost(
  options: Partial<Pick<SimulatedHyperVOptions, 'speed' | 'faults'>> & {
    readonly description?: Partial<SimulatedHostFile>;
  } = {},
): PracticeHost {
  const folder = mkdtempSync(join(tmpdir(), 'practice-host-'));
  const clock = fakeClock();
  const { description, ...rest } = options;
  const open = (seed: number): SimulatedHyperV => {
    const hyperv = openSimulatedHyperV({
      folder,
      description: { ...PRACTICE_MACHINE, ...description },
      speed: Infinity,
      clock,
      random: seededRandom(seed),
      ...rest,
    });
    hyperv.configure({ template_roots: null, vm_folders: [VM_ROOT] });
    return hyperv;
  };
  const opened = [open(1)];
  return {
    hyperv: opened[0] ?? open(1),
    clock,
    folder,
    reopen: () => {
      const again = open(opened.length + 1);
      opened.push(again);
      return again;
    },
    close: async () => {
      await Promise.all(opened.map((hyperv) => hyperv.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
