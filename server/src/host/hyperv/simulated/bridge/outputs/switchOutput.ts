import { createHash } from 'node:crypto';
import type { Computer } from '../../machine/computer.ts';
import type { MachineSwitch } from '../../machine/model.ts';
import { referenceText } from '../bound.ts';
import type { Output } from './owner.ts';

/** The switch that every Windows client has carries this id everywhere. */
const DEFAULT_SWITCH_ID = 'c08cb7b8-9b3c-408e-8e30-5e16a3aeb444';

/** Id of a virtual switch; it follows from machine and name, since the machine keeps none. */
export function switchId(computer: Computer, name: string): string {
  if (name === 'Default Switch') return DEFAULT_SWITCH_ID;
  const hash = createHash('sha256').update(`${computer.state.host.machine_id}/${name}`).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return [...parts, hash.slice(20, 32)].join('-');
}

/** A `VMSwitch`. */
export function switchOutput(computer: Computer, item: MachineSwitch): Output {
  const external = item.type === 'External';
  return {
    $class: 'VMSwitch',
    $ref: referenceText({ kind: 'switch', name: item.name }),
    Id: switchId(computer, item.name),
    Name: item.name,
    SwitchType: item.type,
    AllowManagementOS: item.type !== 'Private',
    NetAdapterInterfaceDescription: external ? 'Simulated Ethernet Adapter' : null,
    NetAdapterInterfaceDescriptions: external ? ['Simulated Ethernet Adapter'] : null,
    Notes: '',
    IovEnabled: false,
    EmbeddedTeamingEnabled: false,
    BandwidthReservationMode: 'Absolute',
    ComputerName: computer.state.host.computer_name,
    IsDeleted: false,
  };
}
