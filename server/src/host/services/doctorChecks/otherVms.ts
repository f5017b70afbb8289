import { MB_PER_GB } from '#core/charges.ts';
import { amber, green, type DoctorCheck } from './doctorCheck.ts';

/** What VMs that VMSpec did not create already use: it counts, and nothing of it is promised again. */
export const otherVms: DoctorCheck = {
  id: 'other_vms',
  title: 'VMs not created by VMSpec',
  look: ({ view }) => {
    if (view === null) return amber('The VMs could not be read.', null);
    const others = view.inventory.vms.filter((vm) => view.ownerOf(vm) === null);
    if (others.length === 0) return green('None.');
    const base = (name: 'cpu' | 'ram'): number =>
      view.bases.find(({ resource }) => resource === name)?.committed_unmanaged ?? 0;
    const ram = `${(base('ram') / MB_PER_GB).toFixed(1)} GB`;
    const text = `${others.length}, which take ${base('cpu')} vCPU and ${ram} of memory.`;
    const over = view.bases.find(
      ({ committed_unmanaged, total, percent }) => committed_unmanaged > (total * percent) / 100,
    );
    if (over === undefined) return green(text);
    return amber(
      `${text} That is all there is of ${over.resource === 'storage' ? over.volume : over.resource} and more.`,
      'Stop some of them, or see `vmspec capacity` for the choices.',
    );
  },
};
