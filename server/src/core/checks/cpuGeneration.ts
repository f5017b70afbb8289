import { entryCheck } from './check.ts';

/** Most vCPU of generation 1 (Windows Server documentation, maximum scale limits). */
const MOST = 64;

/** Generation 1 has at most 64 vCPU. */
export const cpuGeneration = entryCheck(['cpu_generation'], ({ pointer, spec, generation }) => {
  if (generation !== 1 || spec.cpu_cores <= MOST) return [];
  const message = `cpu_cores is ${spec.cpu_cores}, and a VM of generation 1 has at most ${MOST} vCPU: use generation 2, or ${MOST} and fewer.`;
  return [{ code: 'cpu_generation', pointer: `${pointer}/cpu_cores`, message }];
});
