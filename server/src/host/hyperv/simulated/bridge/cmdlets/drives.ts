import type { MachineDrive, MachineVm } from '../../machine/model.ts';
import { notSimulated, type BridgeCall, type BridgeCmdlet } from '../bridgeCall.ts';
import type { Bound } from '../bound.ts';
import { eachVm } from '../findVms.ts';
import { controllerOutput, dvdOutput, hardDiskOutput } from '../outputs/driveOutput.ts';
import { eachDrive } from './findParts.ts';

const PLACE = ['ControllerType', 'ControllerNumber', 'ControllerLocation'];

/** `Get-VMHardDiskDrive`. */
export const GET_VM_HARD_DISK_DRIVE: BridgeCmdlet = {
  takes: ['VM', 'VMName', ...PLACE],
  run: async (call, bound) => {
    await call.session.look('Get-VM', () => undefined);
    return eachDrive(call, bound, 'hard_disk', (vm, drive) =>
      Promise.resolve([hardDiskOutput(call.session.computer, vm, drive)]),
    );
  },
};

/** `Get-VMDvdDrive`. */
export const GET_VM_DVD_DRIVE: BridgeCmdlet = {
  takes: ['VM', 'VMName', ...PLACE],
  run: async (call, bound) => {
    await call.session.look('Get-VM', () => undefined);
    return eachDrive(call, bound, 'dvd', (vm, drive) =>
      Promise.resolve([dvdOutput(call.session.computer, vm, drive)]),
    );
  },
};

/** `Add-VMHardDiskDrive`, at the first free place when none is named. */
export const ADD_VM_HARD_DISK_DRIVE: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Path', 'Passthru', ...PLACE],
  run: (call, bound) =>
    eachVm(call, bound, async (vm) => {
      const place = placeFor(vm, bound);
      const path = bound.text('Path');
      if (path === undefined) throw notSimulated('Add-VMHardDiskDrive without -Path');
      await call.session.run('Add-VMHardDiskDrive', { vm_id: vm.vm_id, ...place, path });
      return passthru(call, bound, vm, place);
    }),
};

/** `Add-VMDvdDrive`. */
export const ADD_VM_DVD_DRIVE: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Path', 'Passthru', ...PLACE],
  run: (call, bound) =>
    eachVm(call, bound, async (vm) => {
      const place = placeFor(vm, bound);
      const path = bound.text('Path');
      if (path === undefined) throw notSimulated('Add-VMDvdDrive without -Path');
      await call.session.run('Add-VMDvdDrive', { vm_id: vm.vm_id, ...place, path });
      return passthru(call, bound, vm, place);
    }),
};

/** `Set-VMDvdDrive`: another image in a drive. */
export const SET_VM_DVD_DRIVE: BridgeCmdlet = {
  takes: ['VMDvdDrive', 'VMName', 'Path', 'Passthru', ...PLACE],
  run: (call, bound) =>
    eachDrive(call, bound, 'dvd', async (vm, { controller, number, location }) => {
      const path = bound.text('Path');
      if (path === undefined) throw notSimulated('Set-VMDvdDrive without -Path');
      const place = { controller, number, location };
      await call.session.run('Add-VMDvdDrive', { vm_id: vm.vm_id, ...place, path });
      return passthru(call, bound, vm, place);
    }),
};

/** `Remove-VMHardDiskDrive`: the file stays. */
export const REMOVE_VM_HARD_DISK_DRIVE: BridgeCmdlet = {
  takes: ['VMHardDiskDrive', 'VMName', ...PLACE],
  run: (call, bound) =>
    eachDrive(call, bound, 'hard_disk', async (vm, drive) => {
      await call.session.run('Remove-VMHardDiskDrive', { vm_id: vm.vm_id, path: drive.path ?? '' });
      return [];
    }),
};

/** `Remove-VMDvdDrive`; the machine can only lose all of them at once. */
export const REMOVE_VM_DVD_DRIVE: BridgeCmdlet = {
  takes: ['VMDvdDrive', 'VMName', ...PLACE],
  run: (call, bound) =>
    eachDrive(call, bound, 'dvd', async (vm) => {
      if (vm.drives.filter((drive) => drive.kind === 'dvd').length > 1) {
        throw notSimulated('Remove-VMDvdDrive of one of several drives');
      }
      await call.session.run('Remove-VMDvdDrive', { vm_id: vm.vm_id });
      return [];
    }),
};

/** `Add-VMScsiController`. */
export const ADD_VM_SCSI_CONTROLLER: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Passthru'],
  run: (call, bound) =>
    eachVm(call, bound, async (vm) => {
      await call.session.run('Add-VMScsiController', { vm_id: vm.vm_id });
      return [];
    }),
};

/** `Get-VMScsiController` and `Get-VMIdeController`. */
export function getControllers(controller: 'IDE' | 'SCSI'): BridgeCmdlet {
  return {
    takes: ['VM', 'VMName', 'ControllerNumber'],
    run: async (call, bound) => {
      await call.session.look('Get-VM', () => undefined);
      return eachVm(call, bound, (vm) => {
        const count = controller === 'SCSI' ? vm.scsi_controllers : vm.generation === 1 ? 2 : 0;
        const numbers = Array.from({ length: count }, (_item, number) => number);
        const wanted = bound.number('ControllerNumber');
        return Promise.resolve(
          numbers
            .filter((number) => wanted === undefined || wanted === number)
            .map((number) => controllerOutput(call.session.computer, vm, controller, number)),
        );
      });
    },
  };
}

type Place = Pick<MachineDrive, 'controller' | 'number' | 'location'>;

function placeFor(vm: MachineVm, bound: Bound): Place {
  const named = bound.text('ControllerType');
  const controller = named === 'IDE' || (named === undefined && vm.generation === 1) ? 'IDE' : 'SCSI';
  const number = bound.number('ControllerNumber') ?? 0;
  const taken = new Set(
    vm.drives
      .filter((drive) => drive.controller === controller && drive.number === number)
      .map((drive) => drive.location),
  );
  let free = 0;
  while (taken.has(free)) free += 1;
  return { controller, number, location: bound.number('ControllerLocation') ?? free };
}

function passthru(call: BridgeCall, bound: Bound, vm: MachineVm, place: Place): readonly unknown[] {
  const { computer } = call.session;
  const now = computer.state.vms.get(vm.vm_id);
  const drive = now?.drives.find(
    (item) =>
      item.controller === place.controller &&
      item.number === place.number &&
      item.location === place.location,
  );
  if (!bound.flag('Passthru') || now === undefined || drive === undefined) return [];
  return [(drive.kind === 'dvd' ? dvdOutput : hardDiskOutput)(computer, now, drive)];
}
