import type { MachineAdapter, MachineDrive, MachineVm } from '../../machine/model.ts';
import type { Bound, Reference } from '../bound.ts';
import type { BridgeCall } from '../bridgeCall.ts';
import { eachVm, nameMatcher } from '../findVms.ts';
import { ADAPTER_NAME } from '../outputs/adapterOutput.ts';

/** The drives of a VM that a reference stands for. */
export function drivesOf(vm: MachineVm, reference: Reference): readonly MachineDrive[] {
  if (reference.kind !== 'drive' && reference.kind !== 'controller') return vm.drives;
  return vm.drives.filter(
    (drive) =>
      drive.controller === reference.controller &&
      drive.number === reference.number &&
      (reference.kind === 'controller' || drive.location === reference.location),
  );
}

/** Drives of a kind that `-VMHardDiskDrive`, `-VMDvdDrive`, `-VM` or `-VMName` with a place tell. */
export function eachDrive(
  call: BridgeCall,
  bound: Bound,
  kind: MachineDrive['kind'],
  work: (vm: MachineVm, drive: MachineDrive) => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const parameter = kind === 'dvd' ? 'VMDvdDrive' : 'VMHardDiskDrive';
  const references = bound.references(parameter) ?? bound.references('VMDriveController');
  if (references !== undefined) {
    return call.each(references, async (reference) => {
      const vm = vmOfReference(call, reference);
      const drives = vm === undefined ? [] : drivesOf(vm, reference);
      return vm === undefined ? [] : call.each(drives, (drive) => work(vm, drive));
    });
  }
  return eachVm(call, bound, (vm) =>
    call.each(
      vm.drives.filter((drive) => drive.kind === kind && isAtPlace(drive, bound)),
      (drive) => work(vm, drive),
    ),
  );
}

/** Adapters that `-VMNetworkAdapter`, or `-VM` or `-VMName` with or without `-Name` tell. */
export function eachAdapter(
  call: BridgeCall,
  bound: Bound,
  nameParameter: string,
  work: (vm: MachineVm, adapter: MachineAdapter) => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const references = bound.references('VMNetworkAdapter');
  if (references !== undefined) {
    return call.each(references, async (reference) => {
      const vm = vmOfReference(call, reference);
      const id = reference.kind === 'adapter' ? reference.adapter_id : '';
      const adapter = vm?.adapters.find((item) => item.adapter_id === id);
      return vm === undefined || adapter === undefined ? [] : work(vm, adapter);
    });
  }
  const matches = nameMatcher(bound.text(nameParameter) ?? '*');
  return eachVm(call, bound, (vm) =>
    call.each(
      vm.adapters.filter((adapter) => matches(adapter.name ?? ADAPTER_NAME)),
      (adapter) => work(vm, adapter),
    ),
  );
}

function vmOfReference(call: BridgeCall, reference: Reference): MachineVm | undefined {
  return 'vm_id' in reference ? call.session.computer.state.vms.get(reference.vm_id) : undefined;
}

function isAtPlace(drive: MachineDrive, bound: Bound): boolean {
  return (
    drive.controller === (bound.text('ControllerType') ?? drive.controller) &&
    drive.number === (bound.number('ControllerNumber') ?? drive.number) &&
    drive.location === (bound.number('ControllerLocation') ?? drive.location)
  );
}
