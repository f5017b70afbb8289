import { parameterError } from '../../machine/cmdletError.ts';
import type { SetVmParams } from '../../machine/cmdlets/setVm.ts';
import type { MachineVm } from '../../machine/model.ts';
import type { Bound } from '../bound.ts';
import type { BridgeCall, BridgeCmdlet } from '../bridgeCall.ts';
import { eachVm } from '../findVms.ts';
import { SECURE_BOOT_TEMPLATES } from '../outputs/partOutputs.ts';
import { vmOutput } from '../outputs/vmOutput.ts';
import { drivesOf } from './findParts.ts';

const START = { Nothing: 'nothing', StartIfRunning: 'start_if_running', Start: 'start' } as const;
const STOP = { ShutDown: 'shut_down', Save: 'save', TurnOff: 'turn_off' } as const;
const CHECKPOINT = {
  Disabled: 'disabled',
  Production: 'production',
  ProductionOnly: 'production_only',
  Standard: 'standard',
} as const;

/** `Set-VM`: also what other cmdlets set, memory and processors. */
export const SET_VM: BridgeCmdlet = {
  takes: [
    ...['VM', 'Name', 'Passthru', 'NewVMName', 'Notes', 'AutomaticStartAction', 'AutomaticStopAction'],
    ...['CheckpointType', 'AutomaticCheckpointsEnabled', 'ProcessorCount', 'DynamicMemory', 'StaticMemory'],
    ...['MemoryStartupBytes', 'MemoryMinimumBytes', 'MemoryMaximumBytes'],
  ],
  run: (call, bound) =>
    changing(call, bound, 'Name', async (vm) => {
      const changes = settingsIn(bound);
      if (Object.keys(changes).length > 0) await call.session.run('Set-VM', { vm_id: vm.vm_id, ...changes });
      const names = { startup: 'MemoryStartupBytes', min: 'MemoryMinimumBytes', max: 'MemoryMaximumBytes' };
      const dynamic = bound.flag('DynamicMemory') || (vm.memory.dynamic && !bound.flag('StaticMemory'));
      const memory = ['DynamicMemory', 'StaticMemory', ...Object.values(names)];
      if (memory.some((name) => bound.has(name))) await setMemory(call, bound, vm, dynamic, names);
      const count = bound.number('ProcessorCount');
      if (count !== undefined) await setProcessors(call, vm, count, vm.nested_virtualization);
    }),
};

/** `Set-VMMemory`. */
export const SET_VM_MEMORY: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Passthru', 'DynamicMemoryEnabled', 'StartupBytes', 'MinimumBytes', 'MaximumBytes'],
  run: (call, bound) =>
    changing(call, bound, 'VMName', async (vm) => {
      const given = bound.has('DynamicMemoryEnabled');
      const dynamic = given ? bound.flag('DynamicMemoryEnabled') : vm.memory.dynamic;
      const names = { startup: 'StartupBytes', min: 'MinimumBytes', max: 'MaximumBytes' };
      await setMemory(call, bound, vm, dynamic, names);
    }),
};

/** `Set-VMProcessor`. */
export const SET_VM_PROCESSOR: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Passthru', 'Count', 'ExposeVirtualizationExtensions'],
  run: (call, bound) =>
    changing(call, bound, 'VMName', async (vm) => {
      const given = bound.has('ExposeVirtualizationExtensions');
      const nested = given ? bound.flag('ExposeVirtualizationExtensions') : vm.nested_virtualization;
      await setProcessors(call, vm, bound.number('Count') ?? vm.cpu_cores, nested);
    }),
};

/** `Set-VMFirmware`: secure boot, and the disk to start from first. */
export const SET_VM_FIRMWARE: BridgeCmdlet = {
  takes: [
    ...['VM', 'VMName', 'Passthru', 'EnableSecureBoot', 'SecureBootTemplate', 'SecureBootTemplateId'],
    ...['FirstBootDevice', 'BootOrder'],
  ],
  run: (call, bound) =>
    changing(call, bound, 'VMName', async (vm) => {
      const secure =
        bound.has('EnableSecureBoot') || bound.has('SecureBootTemplate') || bound.has('SecureBootTemplateId');
      const before = vm.secure_boot ?? { enabled: true, template: 'MicrosoftWindows' };
      const enabled = bound.has('EnableSecureBoot')
        ? bound.text('EnableSecureBoot') === 'On'
        : before.enabled;
      const first = (bound.references('FirstBootDevice') ?? bound.references('BootOrder'))?.[0];
      const path = first?.kind === 'drive' ? drivesOf(vm, first)[0]?.path : undefined;
      await call.session.run('Set-VMFirmware', {
        vm_id: vm.vm_id,
        ...(secure ? { secure_boot: { enabled, template: templateIn(bound, call) ?? before.template } } : {}),
        ...(path == null ? {} : { first_boot_path: path }),
      });
    }),
};

/** `Set-VMBios`: what a generation 1 VM starts from. */
export const SET_VM_BIOS: BridgeCmdlet = {
  takes: ['VM', 'VMName', 'Passthru', 'StartupOrder'],
  run: (call, bound) =>
    changing(call, bound, 'VMName', async ({ vm_id }) => {
      const startup_order = bound.texts('StartupOrder');
      if (startup_order !== undefined) await call.session.run('Set-VMBios', { vm_id, startup_order });
    }),
};

/** `Rename-VM`. */
export const RENAME_VM: BridgeCmdlet = {
  takes: ['VM', 'Name', 'NewName', 'Passthru'],
  run: (call, bound) =>
    changing(call, bound, 'Name', async (vm) => {
      await call.session.run('Set-VM', { vm_id: vm.vm_id, vm_name: bound.text('NewName') ?? vm.vm_name });
    }),
};

/** Changes every VM that was named, and answers it with `-Passthru`. */
export function changing(
  call: BridgeCall,
  bound: Bound,
  nameParameter: string,
  change: (vm: MachineVm) => Promise<void>,
): Promise<readonly unknown[]> {
  return eachVm(
    call,
    bound,
    async (vm) => {
      await change(vm);
      const { computer } = call.session;
      const now = computer.state.vms.get(vm.vm_id);
      return bound.flag('Passthru') && now !== undefined ? [vmOutput(computer, now)] : [];
    },
    nameParameter,
  );
}

function settingsIn(bound: Bound): Omit<SetVmParams, 'vm_id'> {
  const name = bound.text('NewVMName');
  const notes = bound.text('Notes');
  return {
    ...(name === undefined ? {} : { vm_name: name }),
    ...(notes === undefined ? {} : { notes }),
    ...pick(bound, 'AutomaticStartAction', START, 'automatic_start_action'),
    ...pick(bound, 'AutomaticStopAction', STOP, 'automatic_stop_action'),
    ...pick(bound, 'CheckpointType', CHECKPOINT, 'checkpoint_type'),
    ...(bound.has('AutomaticCheckpointsEnabled')
      ? { automatic_checkpoints: bound.flag('AutomaticCheckpointsEnabled') }
      : {}),
  };
}

function pick<V, M extends string>(
  bound: Bound,
  parameter: string,
  words: Readonly<Record<string, V>>,
  member: M,
): Partial<Record<M, V>> {
  const value = words[bound.text(parameter) ?? ''];
  const result: Partial<Record<M, V>> = {};
  if (value !== undefined) result[member] = value;
  return result;
}

async function setMemory(
  call: BridgeCall,
  bound: Bound,
  vm: MachineVm,
  dynamic: boolean,
  names: { readonly startup: string; readonly min: string; readonly max: string },
): Promise<void> {
  const [startup, min, max] = [bound.mb(names.startup), bound.mb(names.min), bound.mb(names.max)];
  await call.session.run('Set-VMMemory', {
    vm_id: vm.vm_id,
    dynamic,
    ...(startup === undefined ? {} : { startup_mb: startup }),
    ...(min === undefined ? {} : { min_mb: min }),
    ...(max === undefined ? {} : { max_mb: max }),
  });
}

async function setProcessors(call: BridgeCall, vm: MachineVm, count: number, nested: boolean): Promise<void> {
  await call.session.run('Set-VMProcessor', { vm_id: vm.vm_id, count, expose_virtualization: nested });
}

function templateIn(bound: Bound, call: BridgeCall): string | undefined {
  const id = bound.text('SecureBootTemplateId')?.toLowerCase();
  if (id === undefined) return bound.text('SecureBootTemplate');
  const found = Object.keys(SECURE_BOOT_TEMPLATES).find((name) => SECURE_BOOT_TEMPLATES[name] === id);
  if (found === undefined)
    throw parameterError(call.cmdlet, `'${id}' matches none of the secure boot templates.`);
  return found;
}
