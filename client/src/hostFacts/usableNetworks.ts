import type { Network, NetworkList } from '#schemas/generated/types.ts';

/** What adapters can be connected to: named networks whose switch is there, and virtual switches. */
export function usableNetworks({ networks }: NetworkList): Network[] {
  return networks.filter(({ available }) => available !== false);
}
