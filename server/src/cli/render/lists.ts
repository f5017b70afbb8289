import type { Network, Token } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { time } from './time.ts';

/** The virtual switches of a host. */
export function renderNetworks(networks: readonly Network[], style: Style): string {
  if (networks.length === 0) return 'No virtual switches. Make one in Hyper-V Manager or with New-VMSwitch.';
  const columns = [{ title: 'Virtual switch' }, { title: 'Type' }, { title: "Host's VLAN" }];
  const rows = networks.map((network) => [
    printable(network.name),
    network.type,
    network.vlan_id === null ? '-' : String(network.vlan_id),
  ]);
  return table(columns, rows, style);
}

/** The named tokens of a host; secrets are never listed. */
export function renderTokens(tokens: readonly Token[], style: Style): string {
  if (tokens.length === 0) return 'No named tokens.';
  const columns = ['Name', 'Role', 'Made', 'Ends', 'Last used', 'Secret before'].map((title) => ({ title }));
  const rows = tokens.map((token) => [
    printable(token.name),
    token.role,
    time(token.created_at),
    token.expires_at === null ? 'never' : time(token.expires_at),
    token.last_used_at === null ? 'never' : time(token.last_used_at),
    secretBefore(token),
  ]);
  return table(columns, rows, style);
}

/** Until when the secret before is valid, and whether somebody still needs it. */
function secretBefore({ previous_ends_at: ends, previous_used_at: used }: Token): string {
  if (ends === null) return '-';
  return `until ${time(ends)}, ${used === null ? 'not used' : `last used ${time(used)}`}`;
}
