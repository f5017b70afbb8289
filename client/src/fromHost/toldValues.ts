import type { PlanDrift } from '#schemas/generated/types.ts';

/** Values by the members of an entry of a spec. */
export type Values = Readonly<Record<string, unknown>>;

const numbers: ReadonlySet<string> = new Set([
  ...['cpu_cores', 'ram_startup_mb', 'ram_min_mb', 'ram_max_mb', 'generation'],
]);
const switches: ReadonlySet<string> = new Set(['tpm', 'nested_virtualization']);
const lists: ReadonlySet<string> = new Set(['disk', 'data_disks', 'tags']);

/** What a host tells as the text of one side of a difference, as the members of an entry that say it. Null: not there. */
export function toldValues({ member, ...sides }: PlanDrift, side: 'planned' | 'actual'): Values {
  const text = sides[side];
  if (member === 'network_adapters') return adapters(JSON.parse(text) as readonly Values[]);
  if (member === 'secure_boot') return { secure_boot: secureBoot(text) };
  if (member === 'guest') return { guest: text === 'none' ? null : (JSON.parse(text) as unknown) };
  if (lists.has(member)) return { [member]: JSON.parse(text) as unknown };
  if (numbers.has(member)) return { [member]: Number(text) };
  if (switches.has(member)) return { [member]: text === 'true' };
  return { [member]: member === 'dvd_path' && text === 'none' ? null : text };
}

/** An entry describes the first adapter itself, and lists the others. */
function adapters([first, ...others]: readonly Values[]): Values {
  return {
    network_adapter_name: first?.['switch'] ?? '',
    vlan_id: first?.['vlan_id'] ?? null,
    mac_address: first?.['mac_address'] ?? null,
    network_adapters: others,
  };
}

function secureBoot(text: string): Values {
  return text === 'off' ? { enabled: false } : { enabled: true, template: text };
}
