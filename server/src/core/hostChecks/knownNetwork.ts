import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { HostCheck } from './hostCheck.ts';

/** Every network adapter goes to a virtual switch of the host, spelt as the host spells it. */
export const knownNetwork: HostCheck = {
  codes: ['unknown_network'],
  run({ entries, inventory }) {
    const names = inventory.switches.map(({ name }) => name);
    const known = new Set(names);
    const list =
      names.length === 0
        ? ' It has none.'
        : ` It has ${names
            .slice(0, 10)
            .map((name) => JSON.stringify(name))
            .join(', ')}.`;
    return entries
      .flatMap(({ pointer, spec }) => [
        { pointer: `${pointer}/network_adapter_name`, name: spec.network_adapter_name },
        ...(spec.network_adapters ?? []).map((adapter, index) => ({
          pointer: `${pointer}/network_adapters/${index}/switch`,
          name: adapter.switch,
        })),
      ])
      .filter(({ name }) => !known.has(name))
      .map<Finding>(({ pointer, name }) => {
        const hint = didYouMean(name, names);
        const message = `The host has no virtual switch ${JSON.stringify(name)}.${hint === '' ? list : hint}`;
        return { code: 'unknown_network', pointer, message };
      });
  },
};
