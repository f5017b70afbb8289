import type { Bound } from '../bound.ts';
import type { BridgeCall, BridgeCmdlet } from '../bridgeCall.ts';
import type { MachineVm } from '../../machine/model.ts';
import { joinPath } from '../../machine/windowsPath.ts';
import { vmOutput } from '../outputs/vmOutput.ts';

/** `New-VM` without a disk, with a new one or with one that is there. */
export const NEW_VM: BridgeCmdlet = {
  takes: [
    ...['Name', 'MemoryStartupBytes', 'Generation', 'Path', 'SwitchName', 'Force', 'BootDevice'],
    ...['NoVHD', 'VHDPath', 'NewVHDPath', 'NewVHDSizeBytes'],
  ],
  run: (call, bound) =>
    call.each([bound], async () => {
      const memory = bound.mb('MemoryStartupBytes');
      const [path, switchName] = [bound.text('Path'), bound.text('SwitchName')];
      const made = await call.session.run('New-VM', {
        name: bound.text('Name') ?? 'New virtual machine',
        generation: bound.text('Generation') === '2' ? 2 : 1,
        ...(memory === undefined ? {} : { memory_startup_mb: memory }),
        ...(path === undefined ? {} : { path }),
        ...(switchName === undefined ? {} : { switch_name: switchName }),
      });
      await attachDisk(call, bound, made);
      const { computer } = call.session;
      return [vmOutput(computer, computer.state.vms.get(made.vm_id) ?? made)];
    }),
};

async function attachDisk(call: BridgeCall, bound: Bound, vm: MachineVm): Promise<void> {
  const name = bound.text('NewVHDPath');
  const bare = name !== undefined && !/[\\/]/.test(name);
  const made = bare ? joinPath(call.session.computer.state.host.default_disk_path, name) : name;
  if (made !== undefined) {
    await call.session.run('New-VHD', {
      path: made,
      type: 'dynamic',
      size_mb: bound.mb('NewVHDSizeBytes') ?? 0,
    });
  }
  const path = made ?? bound.text('VHDPath');
  if (path === undefined) return;
  await call.session.run('Add-VMHardDiskDrive', {
    vm_id: vm.vm_id,
    controller: vm.generation === 2 ? 'SCSI' : 'IDE',
    number: 0,
    location: 0,
    path,
  });
  if (vm.generation === 2) {
    await call.session.run('Set-VMFirmware', { vm_id: vm.vm_id, first_boot_path: path });
  }
}
