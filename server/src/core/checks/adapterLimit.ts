import { entryCheck } from './check.ts';

/** Most network adapters of generation 1 (Windows Server documentation, maximum scale limits). */
const MOST = 8;

/** Generation 1 has at most eight network adapters; the bound of generation 2 is the schema's. */
export const adapterLimit = entryCheck(['adapter_limit'], ({ pointer, spec, generation }) => {
  const count = 1 + (spec.network_adapters?.length ?? 0);
  if (generation !== 1 || count <= MOST) return [];
  const message = `${count} network adapters, the first included, are asked for, and a VM of generation 1 has at most ${MOST}: leave at most ${MOST - 1} in network_adapters, or use generation 2.`;
  return [{ code: 'adapter_limit', pointer: `${pointer}/network_adapters`, part: 'key', message }];
});
