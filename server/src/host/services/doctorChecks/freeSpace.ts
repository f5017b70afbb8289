import { MB_PER_GB, volumeOf } from '#core/charges.ts';
import { amber, green, red, type DoctorCheck } from './doctorCheck.ts';

/** A volume with less than this part of it free is worth a look. */
const LOW = 0.15;
const EMPTY = 0.05;

/** The volume of new VMs has space, since a full one pauses every VM on it. */
export const freeSpace: DoctorCheck = {
  id: 'free_space',
  title: 'Free space',
  look: ({ view, folders }) => {
    if (view === null) return amber('The volumes could not be read.', null);
    const volume = view.inventory.volumes.find(({ path }) => volumeOf(path) === volumeOf(folders.vm_root));
    if (volume === undefined) {
      return red(
        `${folders.vm_root} is on no volume of this machine.`,
        'Choose another folder: `vmspec config set vm_root`.',
      );
    }
    const text = `${gb(volume.free_mb)} of ${gb(volume.total_mb)} free on ${volume.path}`;
    const part = volume.free_mb / Math.max(1, volume.total_mb);
    const fix = 'Free space, or let VMs go elsewhere: `vmspec config set vm_root`.';
    if (part < EMPTY) return red(`${text}: a full volume pauses every VM on it.`, fix);
    return part < LOW ? amber(`${text}.`, fix) : green(`${text}.`);
  },
};

function gb(mb: number): string {
  return `${(mb / MB_PER_GB).toFixed(1)} GB`;
}
