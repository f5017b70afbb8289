import { hidingNetworks, namedNetworks } from '#core/networks.ts';
import { amber, green, type DoctorCheck } from './doctorCheck.ts';

/** Every network of the configuration leads to a virtual switch, and none takes the name of another switch. */
export const networks: DoctorCheck = {
  id: 'networks',
  title: 'Named networks',
  look: ({ view, networks: settings }) => {
    const names = Object.keys(settings);
    if (names.length === 0) return green('None: specs name virtual switches.');
    if (view === null) return amber('The virtual switches could not be read.', null);
    const { switches } = view.inventory;
    const named = namedNetworks(settings, switches);
    const lost = named.filter(({ available }) => !available);
    if (lost.length > 0) {
      const list = lost.map((network) => `"${network.name}" ("${network.switch}")`).join(', ');
      return amber(
        `These lead to virtual switches that are not there, so that specs that name them are refused: ${list}.`,
        'Make the switches, or lead the names elsewhere, with the host started anew: `vmspec networks add NAME --switch SWITCH`.',
      );
    }
    const [hiding] = hidingNetworks(named, switches);
    if (hiding !== undefined) {
      const { network, hidden } = hiding;
      const vlan = network.vlan_id === null ? '' : `, VLAN ${network.vlan_id}`;
      return amber(
        `The name of the virtual switch "${hidden}" means the network "${network.name}" ("${network.switch}"${vlan}): no spec reaches the switch by it.`,
        'Give the network another name, or a network without a VLAN to the switch.',
      );
    }
    return green(`${names.length}: ${names.join(', ')}.`);
  },
};
