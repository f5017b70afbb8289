import { amber, green, machineCheck, red } from './doctorCheck.ts';

/** The hypervisor runs: the processor can virtualize and the firmware lets it. */
export const hypervisor = machineCheck('hypervisor', 'Hypervisor', ({ system }) => {
  if (system === null) return amber('Whether it runs could not be read.', null);
  if (system.hypervisor_present) return green('It runs.');
  return red(
    'It does not run, so no VM can be started.',
    'Turn on virtualization (VT-x or AMD-V) in the firmware, run `bcdedit /set hypervisorlaunchtype auto` elevated, then restart. Inside a VM, turn on nested virtualization for that VM.',
  );
});
