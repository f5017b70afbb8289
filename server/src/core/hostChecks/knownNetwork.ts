import type { Finding } from '../finding.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { adaptersOf, nameableSwitches, networkFinder, type NamedNetwork } from '../networks.ts';
import type { HostCheck, HostCheckFacts } from './hostCheck.ts';

/**
 * Every network adapter goes to a network of the host's configuration, or to a virtual switch, spelt as the host spells it.
 * The network of a name goes before the switch of that name.
 */
export const knownNetwork: HostCheck = {
  codes: ['unknown_network'],
  run({ entries, inventory }) {
    const find = networkFinder(inventory.networks);
    const switches = new Set(inventory.switches.map(({ name }) => name));
    return entries
      .flatMap(({ pointer, spec }) => adaptersOf(spec, pointer))
      .flatMap<Finding>(({ adapter: { switch: name }, namePointer: pointer }) => {
        const network = find(name);
        if (network === undefined ? switches.has(name) : network.available) return [];
        const message = network === undefined ? unknown(name, inventory) : leadsNowhere(network, inventory);
        return [{ code: 'unknown_network', pointer, message }];
      });
  },
};

/** Names that are listed when none is near. */
const MOST_LISTED = 10;

function unknown(name: string, { switches, networks }: HostCheckFacts): string {
  const usable = [
    ...networks.filter(({ available }) => available),
    ...nameableSwitches(switches, networks),
  ].map((one) => one.name);
  const listed = usable.slice(0, MOST_LISTED).map((one) => JSON.stringify(one));
  const list = listed.length === 0 ? ' It has none.' : ` It has ${listed.join(', ')}.`;
  const what = networks.length === 0 ? 'virtual switch' : 'network or virtual switch';
  return `The host has no ${what} ${JSON.stringify(name)}.${didYouMean(name, usable) || list}`;
}

function leadsNowhere({ name, switch: wanted }: NamedNetwork, { switches }: HostCheckFacts): string {
  const near = nearest(
    wanted,
    switches.map((one) => one.name),
  );
  const there = near === null ? '' : ` It has ${JSON.stringify(near)}.`;
  return `${JSON.stringify(name)} leads to the virtual switch ${JSON.stringify(wanted)}, which the host does not have.${there} Make the switch, or lead the network elsewhere in the host's configuration.`;
}
