import { entryCheck } from './check.ts';

/** Least memory that a guest running Hyper-V itself works well with. */
const ENOUGH_MB = 4096;

/** A guest that runs Hyper-V itself needs static memory, and should have 4 GB of it. */
export const nestedMemory = entryCheck(['nested_memory', 'nested_memory_small'], ({ pointer, spec }) => {
  if (spec.nested_virtualization !== true) return [];
  const { ram_min_mb: min, ram_startup_mb: startup, ram_max_mb: max } = spec;
  if (min !== startup || startup !== max) {
    const message = `Nested virtualization does not work with dynamic memory: write the same number for ram_min_mb, ram_startup_mb and ram_max_mb, for example ${startup}.`;
    return [{ code: 'nested_memory', pointer: `${pointer}/nested_virtualization`, message }];
  }
  if (startup >= ENOUGH_MB) return [];
  const message = `Nested virtualization wants ${ENOUGH_MB} MB of memory or more, and ${startup} MB is asked for.`;
  return [
    { code: 'nested_memory_small', severity: 'warning', pointer: `${pointer}/ram_startup_mb`, message },
  ];
});
