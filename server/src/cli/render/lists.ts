import type { Network, Token } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { time } from './time.ts';

/** The named networks and virtual switches of a host; where the former lead is told only when there are some. */
export function renderNetworks(networks: readonly Network[], style: Style): string {
  if (networks.length === 0) return 'No virtual switches. Make one in Hyper-V Manager or with New-VMSwitch.';
  const named = networks.filter((network) => network.switch !== undefined);
  const switches = networks.filter((network) => network.switch === undefined);
  return [
    ...(named.length === 0 ? [] : [table(namedColumns, named.map(namedRow(style)), style)]),
    ...(switches.length === 0 ? [] : [table(switchColumns, switches.map(switchRow), style)]),
  ].join('\n\n');
}

const namedColumns = [
  { title: 'Network' },
  { title: 'Virtual switch' },
  { title: 'VLAN', right: true },
  { title: '' },
];
const switchColumns = [{ title: 'Virtual switch' }, { title: 'Type' }, { title: "Host's VLAN" }];

function namedRow(style: Style) {
  return ({ name, switch: leadsTo = '', vlan_id, description = '', available }: Network): string[] => [
    printable(name),
    available === false ? style('red', `${printable(leadsTo)} (missing)`) : printable(leadsTo),
    vlan_id === null ? 'any' : String(vlan_id),
    style('dim', printable(description)),
  ];
}

function switchRow({ name, type, vlan_id }: Network): string[] {
  return [printable(name), type, vlan_id === null ? '-' : String(vlan_id)];
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
