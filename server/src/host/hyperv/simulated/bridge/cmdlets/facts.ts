import { volumesOf } from '../../inventoryOf.ts';
import type { Computer } from '../../machine/computer.ts';
import { availableMb } from '../../machine/memory.ts';
import { folderExists, fileAt } from '../../machine/storage.ts';
import { fileError } from '../../machine/cmdletError.ts';
import { notSimulated, type BridgeCmdlet } from '../bridgeCall.ts';
import { BYTES_PER_MB, type Output } from '../outputs/owner.ts';
import { VIRTUALIZATION_CLASSES } from './virtualizationFacts.ts';

/** Instances of a CIM class, as far as tools ask for it on a Hyper-V machine. */
const WINDOWS_CLASSES: Readonly<Record<string, (computer: Computer) => readonly Output[]>> = {
  win32_computersystem: ({ state: { host } }) => [
    {
      Name: host.computer_name,
      HypervisorPresent: true,
      TotalPhysicalMemory: host.memory_mb * BYTES_PER_MB,
      NumberOfLogicalProcessors: host.logical_processors,
      NumberOfProcessors: 1,
      PartOfDomain: false,
    },
  ],
  win32_operatingsystem: (computer) => [
    {
      Caption: 'Microsoft Windows Server 2025 Datacenter',
      Version: '10.0.26100',
      BuildNumber: '26100',
      ProductType: 3,
      OperatingSystemSKU: 8,
      TotalVisibleMemorySize: computer.state.host.memory_mb * 1024,
      FreePhysicalMemory: availableMb(computer) * 1024,
    },
  ],
  win32_processor: ({ state: { host } }) => [
    {
      Name: 'Simulated',
      NumberOfCores: Math.ceil(host.logical_processors / 2),
      NumberOfLogicalProcessors: host.logical_processors,
    },
  ],
  win32_perfformatteddata_balancerstats_hypervdynamicmemorybalancer: (computer) => [
    {
      Name: 'System Balancer',
      AvailableMemory: availableMb(computer),
      AvailableMemoryForBalancing: availableMb(computer),
      AveragePressure: 70,
      SystemCurrentPressure: 70,
    },
  ],
  win32_logicaldisk: (computer) =>
    volumesOf(computer).map(({ path, total_mb, free_mb }) => ({
      DeviceID: path.slice(0, 2),
      DriveType: 3,
      FileSystem: 'NTFS',
      Size: total_mb * BYTES_PER_MB,
      FreeSpace: free_mb * BYTES_PER_MB,
    })),
  win32_volume: (computer) =>
    volumesOf(computer).map(({ path, total_mb, free_mb }) => ({
      Name: path,
      DriveLetter: path.slice(0, 2),
      DriveType: 3,
      FileSystem: 'NTFS',
      Capacity: total_mb * BYTES_PER_MB,
      FreeSpace: free_mb * BYTES_PER_MB,
    })),
};

const NAMESPACES: Readonly<Record<string, typeof WINDOWS_CLASSES>> = {
  'root/cimv2': WINDOWS_CLASSES,
  'root/virtualization/v2': VIRTUALIZATION_CLASSES,
};

/** `Get-CimInstance` of a class, with a filter of the form `Name='value'` or `Name=1`, joined by AND. */
export const GET_CIM_INSTANCE: BridgeCmdlet = {
  takes: ['ClassName', 'Namespace', 'Filter'],
  run: (call, bound) =>
    call.session.look('Get-ChildItem', () => {
      const name = bound.text('ClassName') ?? '';
      const space = (bound.text('Namespace') ?? 'root/cimv2').replaceAll('\\', '/').toLowerCase();
      const instances = NAMESPACES[space]?.[name.toLowerCase()];
      if (instances === undefined) throw notSimulated(`The CIM class ${space}/${name}`);
      const wanted = conditionsIn(bound.text('Filter') ?? '');
      return instances(call.session.computer).filter((item) =>
        wanted.every(([key, value]) => String(item[key]).toLowerCase() === value),
      );
    }),
};

/** `Get-Service`: the services of a Hyper-V machine that tools look at. */
export const GET_SERVICE: BridgeCmdlet = {
  takes: [],
  run: () =>
    Promise.resolve(
      ['vmms', 'vmcompute', 'W32Time', 'WinRM'].map((name) => ({
        $type: 'System.ServiceProcess.ServiceController',
        Name: name,
        ServiceName: name,
        Status: 'Running',
        StartType: 'Automatic',
      })),
    ),
};

/** `Get-Volume`. */
export const GET_VOLUME: BridgeCmdlet = {
  takes: [],
  run: (call) =>
    call.session.look('Get-ChildItem', () =>
      volumesOf(call.session.computer).map(({ path, total_mb, free_mb }) => ({
        DriveLetter: path.slice(0, 1),
        DriveType: 'Fixed',
        FileSystem: 'NTFS',
        FileSystemType: 'NTFS',
        Size: total_mb * BYTES_PER_MB,
        SizeRemaining: free_mb * BYTES_PER_MB,
      })),
    ),
};

/** `Get-Acl`: SYSTEM and the administrators may do everything. */
export const GET_ACL: BridgeCmdlet = {
  takes: ['Path'],
  run: (call, bound) =>
    call.each([bound.text('Path') ?? ''], (path) =>
      call.session.look('Get-ChildItem', () => {
        const { computer } = call.session;
        if (fileAt(computer, path) === undefined && !folderExists(computer, path)) {
          const text = `Cannot find path '${path}' because it does not exist.`;
          throw fileError('GetAcl_PathNotFound', 'Get-Acl', text, {
            category: 'ObjectNotFound',
            target: path,
          });
        }
        return [{ Path: path, Sddl: 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)' }];
      }),
    ),
};

function conditionsIn(filter: string): readonly (readonly [string, string])[] {
  if (filter === '' || filter === 'null') return [];
  return filter.split(/\s+and\s+/i).map((part) => {
    const match = /^\s*(\w+)\s*=\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*$/.exec(part);
    if (match === null) throw notSimulated(`The filter ${part}`);
    return [match[1] ?? '', (match[2] ?? match[3] ?? match[4] ?? '').toLowerCase()] as const;
  });
}
