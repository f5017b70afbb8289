import type { Computer } from './computer.ts';
import type { MachineAdapter } from './model.ts';

/** A MAC address in the form in which it is kept: twelve upper-case digits. */
export function plainMac(mac: string): string {
  return mac.replaceAll(/[-:]/g, '').toUpperCase();
}

/**
 * A new network adapter. Without a MAC address of its own it takes one of the host's pool: the next, or that `offset`
 * places further on. The caller moves the pool on when it writes the adapter down.
 */
export function availableAdapter(
  computer: Computer,
  offset: number,
  wanted: { readonly switch: string | null; readonly mac_address?: string | null },
): MachineAdapter {
  const pooled = (computer.state.nextMac() + offset).toString(16).padStart(6, '0').toUpperCase();
  const fixed = wanted.mac_address ?? null;
  return {
    adapter_id: computer.random.uuid(),
    switch: wanted.switch,
    vlan_id: null,
    mac_address: fixed === null ? `00155D${pooled}` : plainMac(fixed),
    mac_is_static: fixed !== null,
    mac_spoofing: false,
  };
}
