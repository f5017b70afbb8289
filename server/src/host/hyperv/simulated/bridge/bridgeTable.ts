import type { BridgeCmdlet } from './bridgeCall.ts';
import * as adapters from './cmdlets/adapters.ts';
import * as disks from './cmdlets/disks.ts';
import * as drives from './cmdlets/drives.ts';
import * as facts from './cmdlets/facts.ts';
import * as files from './cmdlets/files.ts';
import * as get from './cmdlets/getVm.ts';
import * as host from './cmdlets/host.ts';
import { BOOT_ORDER } from './outputs/partOutputs.ts';
import { DISK_HEADER } from './cmdlets/disks.ts';
import { NEW_VM } from './cmdlets/newVm.ts';
import * as power from './cmdlets/power.ts';
import * as set from './cmdlets/setVm.ts';

/** Every cmdlet whose behaviour is simulated. */
export const BRIDGE_CMDLETS: Readonly<Record<string, BridgeCmdlet>> = {
  'Get-VM': get.GET_VM,
  'Get-VMProcessor': get.GET_VM_PROCESSOR,
  'Get-VMMemory': get.GET_VM_MEMORY,
  'Get-VMBios': get.GET_VM_BIOS,
  'Get-VMFirmware': get.GET_VM_FIRMWARE,
  [BOOT_ORDER]: get.GET_BOOT_ORDER,
  'Get-VMSecurity': get.GET_VM_SECURITY,
  'Get-VMIntegrationService': get.GET_VM_INTEGRATION_SERVICE,
  'Get-VMHost': host.GET_VM_HOST,
  'Get-VMHostNumaNode': host.GET_VM_HOST_NUMA_NODE,
  'Get-VMHostSupportedVersion': host.GET_VM_HOST_SUPPORTED_VERSION,
  'Get-VMSwitch': host.GET_VM_SWITCH,
  'New-VM': NEW_VM,
  'Set-VM': set.SET_VM,
  'Rename-VM': set.RENAME_VM,
  'Set-VMProcessor': set.SET_VM_PROCESSOR,
  'Set-VMMemory': set.SET_VM_MEMORY,
  'Set-VMBios': set.SET_VM_BIOS,
  'Set-VMFirmware': set.SET_VM_FIRMWARE,
  'Get-VMKeyProtector': host.GET_VM_KEY_PROTECTOR,
  'Set-VMKeyProtector': host.SET_VM_KEY_PROTECTOR,
  'Enable-VMTPM': host.tpmCmdlet('Enable-VMTPM'),
  'Disable-VMTPM': host.tpmCmdlet('Disable-VMTPM'),
  'Start-VM': power.powerCmdlet('Start-VM'),
  'Save-VM': power.powerCmdlet('Save-VM'),
  'Suspend-VM': power.powerCmdlet('Suspend-VM'),
  'Resume-VM': power.powerCmdlet('Resume-VM'),
  'Stop-VM': power.STOP_VM,
  'Restart-VM': power.RESTART_VM,
  'Remove-VM': power.REMOVE_VM,
  'Get-VMHardDiskDrive': drives.GET_VM_HARD_DISK_DRIVE,
  'Add-VMHardDiskDrive': drives.ADD_VM_HARD_DISK_DRIVE,
  'Remove-VMHardDiskDrive': drives.REMOVE_VM_HARD_DISK_DRIVE,
  'Get-VMDvdDrive': drives.GET_VM_DVD_DRIVE,
  'Add-VMDvdDrive': drives.ADD_VM_DVD_DRIVE,
  'Set-VMDvdDrive': drives.SET_VM_DVD_DRIVE,
  'Remove-VMDvdDrive': drives.REMOVE_VM_DVD_DRIVE,
  'Get-VMScsiController': drives.getControllers('SCSI'),
  'Get-VMIdeController': drives.getControllers('IDE'),
  'Add-VMScsiController': drives.ADD_VM_SCSI_CONTROLLER,
  'Get-VMNetworkAdapter': adapters.GET_VM_NETWORK_ADAPTER,
  'Add-VMNetworkAdapter': adapters.ADD_VM_NETWORK_ADAPTER,
  'Remove-VMNetworkAdapter': adapters.REMOVE_VM_NETWORK_ADAPTER,
  'Set-VMNetworkAdapter': adapters.SET_VM_NETWORK_ADAPTER,
  'Rename-VMNetworkAdapter': adapters.RENAME_VM_NETWORK_ADAPTER,
  'Connect-VMNetworkAdapter': adapters.CONNECT_VM_NETWORK_ADAPTER,
  'Disconnect-VMNetworkAdapter': adapters.DISCONNECT_VM_NETWORK_ADAPTER,
  'Get-VMNetworkAdapterVlan': adapters.GET_VM_NETWORK_ADAPTER_VLAN,
  'Set-VMNetworkAdapterVlan': adapters.SET_VM_NETWORK_ADAPTER_VLAN,
  'Get-VHD': disks.GET_VHD,
  'New-VHD': disks.NEW_VHD,
  'Set-VHD': disks.SET_VHD,
  'Resize-VHD': disks.RESIZE_VHD,
  'Convert-VHD': disks.CONVERT_VHD,
  'Test-VHD': disks.TEST_VHD,
  'Test-Path': files.TEST_PATH,
  'Get-Item': files.GET_ITEM,
  'Get-ChildItem': files.GET_CHILD_ITEM,
  'New-Item': files.NEW_ITEM,
  'Remove-Item': files.REMOVE_ITEM,
  'Copy-Item': files.COPY_ITEM,
  'Get-Content': files.GET_CONTENT,
  'Set-Content': files.writeContent('set'),
  'Add-Content': files.writeContent('add'),
  'Rename-Item': files.RENAME_ITEM,
  'Set-ItemProperty': files.SET_ITEM_PROPERTY,
  [DISK_HEADER]: disks.READ_DISK_HEADER,
  'Get-CimInstance': facts.GET_CIM_INSTANCE,
  'Get-Service': facts.GET_SERVICE,
  'Get-Volume': facts.GET_VOLUME,
  'Get-Acl': facts.GET_ACL,
};
