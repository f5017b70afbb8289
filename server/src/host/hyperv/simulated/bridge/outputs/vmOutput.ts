import { assignedMb } from '../../machine/memory.ts';
import type { Computer } from '../../machine/computer.ts';
import type { MachineVm } from '../../machine/model.ts';
import { heartbeatOf, isActive, stateOf, uptimeOf } from '../../machine/power.ts';
import { referenceText } from '../bound.ts';
import { BYTES_PER_MB, later, ownerOutput, type Output } from './owner.ts';

const START_ACTIONS = { nothing: 'Nothing', start_if_running: 'StartIfRunning', start: 'Start' } as const;
const STOP_ACTIONS = { shut_down: 'ShutDown', save: 'Save', turn_off: 'TurnOff' } as const;
const CHECKPOINT_TYPES = {
  disabled: 'Disabled',
  production: 'Production',
  production_only: 'ProductionOnly',
  standard: 'Standard',
} as const;
const HEARTBEATS = { ok: 'OkApplicationsUnknown', no_contact: 'NoContact', not_running: null } as const;

/** A `VirtualMachine`: how the VM is at this moment. */
export function vmOutput(computer: Computer, vm: MachineVm): Output {
  return {
    $class: 'VirtualMachine',
    $ref: referenceText({ kind: 'vm', vm_id: vm.vm_id }),
    ...ownerOutput(computer, vm),
    Id: vm.vm_id,
    Name: vm.vm_name,
    Generation: vm.generation,
    Path: vm.path,
    ConfigurationLocation: vm.path,
    SnapshotFileLocation: vm.path,
    CheckpointFileLocation: vm.path,
    SmartPagingFilePath: vm.path,
    Notes: vm.notes,
    Version: '12.0',
    VirtualMachineType: 'RealizedVirtualMachine',
    VirtualMachineSubType: vm.generation === 1 ? 'Generation1' : 'Generation2',
    CreationTime: '2026-01-01T00:00:00Z',
    ...statusOutput(computer, vm),
    ...settingsOutput(vm),
    ...PARTS,
  };
}

function statusOutput(computer: Computer, vm: MachineVm): Output {
  const assigned = assignedMb(computer, vm) * BYTES_PER_MB;
  return {
    State: stateOf(computer, vm),
    Status: 'Operating normally',
    OperationalStatus: ['Ok'],
    PrimaryOperationalStatus: 'Ok',
    StatusDescriptions: ['Operating normally'],
    PrimaryStatusDescription: 'Operating normally',
    CPUUsage: 0,
    MemoryAssigned: assigned,
    MemoryDemand: assigned,
    MemoryStatus: isActive(computer, vm) ? 'OK' : '',
    Uptime: uptimeOf(computer, vm),
    Heartbeat: HEARTBEATS[heartbeatOf(computer, vm)],
    IsClustered: false,
    ReplicationState: 'Disabled',
    ReplicationHealth: 'NotApplicable',
    ReplicationMode: 'None',
    ResourceMeteringEnabled: false,
  };
}

function settingsOutput(vm: MachineVm): Output {
  const { dynamic, startup_mb, min_mb, max_mb } = vm.memory;
  return {
    ProcessorCount: vm.cpu_cores,
    DynamicMemoryEnabled: dynamic,
    MemoryStartup: startup_mb * BYTES_PER_MB,
    MemoryMinimum: min_mb * BYTES_PER_MB,
    MemoryMaximum: max_mb * BYTES_PER_MB,
    AutomaticStartAction: START_ACTIONS[vm.automatic_start_action],
    AutomaticStartDelay: 0,
    AutomaticStopAction: STOP_ACTIONS[vm.automatic_stop_action],
    AutomaticCriticalErrorAction: 'Pause',
    AutomaticCriticalErrorActionTimeout: 30,
    AutomaticCheckpointsEnabled: vm.automatic_checkpoints,
    CheckpointType: CHECKPOINT_TYPES[vm.checkpoint_type],
    SizeOfSystemFiles: 100_000,
  };
}

/** What is the same of every VM, and what is asked for by itself. */
const PARTS: Output = {
  HardDrives: later('Get-VMHardDiskDrive'),
  DVDDrives: later('Get-VMDvdDrive'),
  NetworkAdapters: later('Get-VMNetworkAdapter'),
  VMIntegrationService: later('Get-VMIntegrationService'),
  FibreChannelHostBusAdapters: [],
  Groups: [],
  SmartPagingFileInUse: false,
  NumaNodesCount: 1,
  NumaSocketCount: 1,
  NumaAligned: true,
  IntegrationServicesVersion: '0.0',
  IntegrationServicesState: '',
  EnhancedSessionTransportType: 'VMBus',
  BatteryPassthroughEnabled: true,
  GuestControlledCacheTypes: false,
  LowMemoryMappedIoSpace: 134_217_728,
  HighMemoryMappedIoSpace: 536_870_912,
  LockOnDisconnect: 'Off',
};
