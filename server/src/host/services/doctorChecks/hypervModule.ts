import { green, machineCheck, red } from './doctorCheck.ts';

const CLIENT =
  'Run in an elevated PowerShell: Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All, then restart the computer.';
const SERVER =
  'Run in an elevated PowerShell: Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart';

/** The Hyper-V module for PowerShell is installed, and with it the feature. */
export const hypervModule = machineCheck('hyperv_module', 'Hyper-V', ({ module, windows }) => {
  if (module !== null) return green(`The Hyper-V module ${module.version} is installed.`);
  const client = windows?.product_type === 1;
  return red('The Hyper-V module for PowerShell is not installed.', client ? CLIENT : SERVER);
});
