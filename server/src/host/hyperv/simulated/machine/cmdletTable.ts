import {
  addVmNetworkAdapter,
  removeVmNetworkAdapter,
  setVmNetworkAdapter,
} from './cmdlets/vmNetworkAdapter.ts';
import {
  addVmDvdDrive,
  addVmHardDiskDrive,
  addVmScsiController,
  removeVmDvdDrive,
  removeVmHardDiskDrive,
} from './cmdlets/vmDrives.ts';
import { convertVhd } from './cmdlets/convertVhd.ts';
import { copyItem } from './cmdlets/copyItem.ts';
import { disableVmTpm, enableVmTpm, setVmKeyProtector } from './cmdlets/vmTpm.ts';
import { getVhd } from './cmdlets/getVhd.ts';
import { getVm } from './cmdlets/getVm.ts';
import { newItem } from './cmdlets/newItem.ts';
import { newVhd } from './cmdlets/newVhd.ts';
import { newVm } from './cmdlets/newVm.ts';
import { removeItem } from './cmdlets/removeItem.ts';
import { removeVm } from './cmdlets/removeVm.ts';
import { renameItem } from './cmdlets/renameItem.ts';
import { resizeVhd } from './cmdlets/resizeVhd.ts';
import { restartVm, stopVm } from './cmdlets/stopVm.ts';
import { setContent } from './cmdlets/setContent.ts';
import { setItemProperty } from './cmdlets/setItemProperty.ts';
import { setVm } from './cmdlets/setVm.ts';
import { setVmBios } from './cmdlets/setVmBios.ts';
import { setVmFirmware } from './cmdlets/setVmFirmware.ts';
import { setVmMemory } from './cmdlets/setVmMemory.ts';
import { setVmProcessor } from './cmdlets/setVmProcessor.ts';
import { resumeVm, saveVm, suspendVm } from './cmdlets/pauseVm.ts';
import { startVm } from './cmdlets/startVm.ts';
import type { Computer } from './computer.ts';

const TABLE = {
  'Get-VM': getVm,
  'Get-VHD': getVhd,
  'New-VHD': newVhd,
  'Resize-VHD': resizeVhd,
  'Convert-VHD': convertVhd,
  'Copy-Item': copyItem,
  'New-Item': newItem,
  'Set-Content': setContent,
  'Remove-Item': removeItem,
  'Rename-Item': renameItem,
  'Set-ItemProperty': setItemProperty,
  'New-VM': newVm,
  'Set-VM': setVm,
  'Set-VMProcessor': setVmProcessor,
  'Set-VMMemory': setVmMemory,
  'Set-VMBios': setVmBios,
  'Set-VMFirmware': setVmFirmware,
  'Set-VMKeyProtector': setVmKeyProtector,
  'Enable-VMTPM': enableVmTpm,
  'Disable-VMTPM': disableVmTpm,
  'Add-VMNetworkAdapter': addVmNetworkAdapter,
  'Remove-VMNetworkAdapter': removeVmNetworkAdapter,
  'Set-VMNetworkAdapter': setVmNetworkAdapter,
  'Add-VMHardDiskDrive': addVmHardDiskDrive,
  'Remove-VMHardDiskDrive': removeVmHardDiskDrive,
  'Add-VMDvdDrive': addVmDvdDrive,
  'Remove-VMDvdDrive': removeVmDvdDrive,
  'Add-VMScsiController': addVmScsiController,
  'Start-VM': startVm,
  'Stop-VM': stopVm,
  'Restart-VM': restartVm,
  'Save-VM': saveVm,
  'Suspend-VM': suspendVm,
  'Resume-VM': resumeVm,
  'Remove-VM': removeVm,
} as const;

type Table = typeof TABLE;

/** Cmdlets that the simulated machine has. */
export type CmdletName = keyof Table;
/** Parameters of a cmdlet. */
export type CmdletParams<K extends CmdletName> = Parameters<Table[K]>[1];
/** What a cmdlet answers. */
export type CmdletAnswer<K extends CmdletName> = ReturnType<Table[K]>;

type Cmdlets = {
  readonly [K in CmdletName]: (computer: Computer, params: CmdletParams<K>) => CmdletAnswer<K>;
};

const CMDLETS: Cmdlets = TABLE;

/** Runs a cmdlet at once. It throws `CmdletError` as the real one throws its error record. */
export function runCmdlet<K extends CmdletName>(
  computer: Computer,
  cmdlet: K,
  params: CmdletParams<K>,
): CmdletAnswer<K> {
  const run: Cmdlets[K] = CMDLETS[cmdlet];
  return run(computer, params);
}
