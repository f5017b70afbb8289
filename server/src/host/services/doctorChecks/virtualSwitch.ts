import { amber, green, type DoctorCheck } from './doctorCheck.ts';

/** There is a virtual switch to connect VMs to. */
export const virtualSwitch: DoctorCheck = {
  id: 'virtual_switch',
  title: 'Virtual switch',
  look: ({ view }) => {
    if (view === null) return amber('The virtual switches could not be read.', null);
    const { switches } = view.inventory;
    const external = switches.filter(({ type }) => type === 'External').length;
    if (switches.length === 0) {
      return amber(
        'There is none, and every VM of a spec names one.',
        'Run in an elevated PowerShell: New-VMSwitch -Name Lab -SwitchType Internal',
      );
    }
    return green(
      `${switches.length} (${external} External): ${switches.map(({ name }) => name).join(', ')}.`,
    );
  },
};
