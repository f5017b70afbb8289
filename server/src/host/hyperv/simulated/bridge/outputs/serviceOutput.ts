import type { Computer } from '../../machine/computer.ts';
import type { MachineVm } from '../../machine/model.ts';
import { phaseOf } from '../../machine/power.ts';
import { ownerOutput, partId, type Output } from './owner.ts';

/** Integration services by the ids that are the same in every language. */
const SERVICES = {
  'Guest Service Interface': '6C09BB55-D683-4DA0-8931-C9BF705F6480',
  Heartbeat: '84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47',
  'Key-Value Pair Exchange': '2A34B1C2-FD73-4043-8A5B-DD2159BC743F',
  Shutdown: '9F8233AC-BE49-4C79-8EE3-E7E1985B2077',
  'Time Synchronization': '2497F4DE-E9FA-4204-80E4-4B75C46419C0',
  VSS: '5CED1297-4598-4915-A5FC-AD21BB4D02A4',
} as const;

/** The `VMIntegrationComponent` objects of a VM; guest services are off until somebody turns them on. */
export function servicesOutput(computer: Computer, vm: MachineVm): readonly Output[] {
  const phase = phaseOf(computer, vm);
  return Object.entries(SERVICES).map(([name, id]) => ({
    $class: 'VMIntegrationComponent',
    ...ownerOutput(computer, vm),
    Id: partId(vm, id),
    Name: name,
    Enabled: name !== 'Guest Service Interface',
    PrimaryOperationalStatus: phase === 0 || phase === 5 ? null : phase >= 3 ? 'Ok' : 'NoContact',
    PrimaryStatusDescription: phase === 3 || phase === 4 ? 'OK' : '',
  }));
}
