import type { SpecEntry } from './check.ts';

/** A fixed MAC address and where it stands. */
export interface FixedMac {
  readonly pointer: string;
  readonly mac: string;
}

/** Every fixed MAC address of an entry, first adapter first. */
export function fixedMacs({ pointer, spec }: SpecEntry): FixedMac[] {
  const first = { pointer: `${pointer}/mac_address`, mac: spec.mac_address };
  const others = (spec.network_adapters ?? []).map(({ mac_address }, index) => ({
    pointer: `${pointer}/network_adapters/${index}/mac_address`,
    mac: mac_address,
  }));
  return [first, ...others].flatMap(({ pointer: place, mac }) =>
    mac === undefined ? [] : [{ pointer: place, mac }],
  );
}
