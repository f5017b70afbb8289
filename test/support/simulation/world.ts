import { createHash } from 'node:crypto';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import type { FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { fakeClock } from '../fakeClock.ts';
import { seededRandom } from '../seededRandom.ts';
import { dice, type Dice } from './dice.ts';
import type { Request } from './requests.ts';
import { openSimHost, type SimHost, type SimHostOptions } from './simHost.ts';
import { newWitness, type Witness } from './witness.ts';

/** A host, everybody around it, and what they remember. */
export interface World {
  readonly host: SimHost;
  readonly dice: Dice;
  readonly witness: Witness;
  /** Requests whose answer never came, because the host was killed: they are made again with the same key. */
  readonly unanswered: Request[];
  /** What the people of this world have done so far, for the history and for whoever reads a failure. */
  readonly deeds: string[];
  did(what: string): void;
  /** What everything that happened comes to; the same seed gives the same. */
  digest(): string;
  readonly counts: Counts;
}

/** How much a history tried. */
export interface Counts {
  readonly start: number;
  requests: number;
  admissions: number;
  kills: number;
}

/** 24 logical processors, 48 GB of memory, two volumes with templates; some of each is kept for the host itself. */
export const SIM_MACHINE: SimulatedHostFile = {
  logical_processors: 24,
  memory_mb: 49_152,
  host_reserve: { cpu_cores: 2, ram_mb: 2048, storage_gb: 10 },
  volumes: [
    { path: 'C:\\', total_gb: 500, free_gb: 200 },
    { path: 'D:\\', total_gb: 300, free_gb: 150 },
  ],
  switches: [
    { name: 'External_Switch', type: 'External' },
    { name: 'Lab_Internal', type: 'Internal' },
  ],
  templates: [
    { path: 'C:\\Templates\\tiny.vhdx', size_gb: 1, file_gb: 1, os: 'linux', generation: 2 },
    { path: 'C:\\Templates\\ubuntu.vhdx', size_gb: 20, file_gb: 4, os: 'linux', generation: 2 },
  ],
  vms: [
    { vm_name: 'dc-01', cpu_cores: 2, ram_startup_mb: 4096, state: 'Running' },
    { vm_name: 'old', cpu_cores: 4, ram_startup_mb: 8192, state: 'Off' },
  ],
};

export interface WorldOptions extends Partial<Pick<SimHostOptions, 'machine' | 'limits' | 'between'>> {
  readonly faults?: readonly FaultRule[];
}

/** The world of a seed, with its host not started yet. */
export function openWorld(seed: number, options: WorldOptions = {}): World {
  const clock = fakeClock();
  const host = openSimHost({
    clock,
    random: seededRandom(seed ^ 0x5eed),
    machineRandom: seededRandom(seed ^ 0xcafe),
    machine: SIM_MACHINE,
    ...options,
    limits: { inventory_interval_ms: 120_000, step_timeout_s: 300, ...options.limits },
  });
  const deeds: string[] = [];
  const hash = createHash('sha256');
  return {
    ...{ host, deeds, unanswered: [], witness: newWitness(), dice: dice(seed) },
    counts: { start: clock.monotonic(), requests: 0, admissions: 0, kills: 0 },
    did: (what) => {
      deeds.push(`${new Date(clock.now()).toISOString()} ${what}`);
    },
    digest: () => {
      const { machine } = host.machine();
      hash.update(JSON.stringify([deeds, host.store().events.after(0, 1_000_000)]));
      return hash.update(JSON.stringify(machine.state.snapshot(machine.now()))).digest('hex');
    },
  };
}
