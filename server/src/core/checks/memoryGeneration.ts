import type { Finding } from '../finding.ts';
import { entryCheck } from './check.ts';

/** 1 TB: most memory of generation 1 (Windows Server documentation, maximum scale limits). */
const MOST_MB = 1024 * 1024;

/** Generation 1 has at most 1 TB of memory. */
export const memoryGeneration = entryCheck(['memory_generation'], ({ pointer, spec, generation }) => {
  if (generation !== 1) return [];
  const members = ['ram_startup_mb', 'ram_min_mb', 'ram_max_mb'] as const;
  return members
    .filter((member) => spec[member] > MOST_MB)
    .map<Finding>((member) => ({
      code: 'memory_generation',
      pointer: `${pointer}/${member}`,
      message: `${member} is ${spec[member]} MB, and a VM of generation 1 has at most ${MOST_MB} MB (1 TB): use generation 2, or less memory.`,
    }));
});
