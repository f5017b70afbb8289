import { entryCheck } from './check.ts';

/** Places on the four SCSI controllers of a VM (Windows Server documentation, maximum scale limits). */
const SCSI_PLACES = 256;

/**
 * Disks and DVD fit the controllers. Generation 2 puts all on SCSI; generation 1 has system disk and DVD on IDE and
 * only the data disks on SCSI, where the schema's bound for `data_disks` suffices.
 */
export const diskLimit = entryCheck(['disk_limit'], ({ pointer, spec, generation }) => {
  const data = spec.data_disks?.length ?? 0;
  const dvd = spec.dvd_path === undefined ? 0 : 1;
  if (generation === 1 || 1 + data + dvd <= SCSI_PLACES) return [];
  const most = SCSI_PLACES - 1 - dvd;
  const message = `${data} data disks, the system disk and the DVD drive need ${1 + data + dvd} places, and there are ${SCSI_PLACES}: at most ${most} data disks.`;
  return [{ code: 'disk_limit', pointer: `${pointer}/data_disks`, part: 'key', message }];
});
