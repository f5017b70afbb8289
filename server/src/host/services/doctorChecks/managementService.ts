import { green, machineCheck, red } from './doctorCheck.ts';

/** Hyper-V's own service runs: nothing can be asked of Hyper-V without it. */
export const managementService = machineCheck('vmms', 'Virtual Machine Management service', ({ service }) => {
  if (service?.state === 'Running') return green('vmms runs.');
  if (service === null) return red('The service vmms is not there.', 'Install Hyper-V first: see its check.');
  return red(`The service vmms is ${service.state}.`, 'Run in an elevated PowerShell: Start-Service vmms');
});
