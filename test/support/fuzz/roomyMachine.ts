import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { smallMachine } from '../host/smallMachine.ts';

/** The small machine with so much room that what random requests leave behind does not fill it. */
export const roomyMachine: SimulatedHostFile = {
  ...smallMachine,
  logical_processors: 256,
  memory_mb: 1024 * 1024,
  volumes: smallMachine.volumes.map((volume) => ({ ...volume, total_gb: 500_000, free_gb: 400_000 })),
};
