import { isIP } from 'node:net';

/** The address to reach a VM by: IPv4 before IPv6, none that holds on its own network only; null: it tells none. */
export function addressOf({ ip_addresses }: { readonly ip_addresses: readonly string[] }): string | null {
  const usable = ip_addresses.filter((address) => isIP(address) !== 0 && !isLinkLocal(address));
  return usable.find((address) => isIP(address) === 4) ?? usable[0] ?? null;
}

function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.') || /^fe[89ab]/i.test(address) || address.includes('%');
}
