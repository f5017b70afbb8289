import type { Controller } from '../machine/model.ts';

/** A place at a controller of a VM. */
export interface DrivePlace {
  readonly controller: Controller;
  readonly number: number;
  readonly location: number;
}

const PLACES_PER_SCSI = 64;

/** Where the system disk goes: a generation 1 VM starts only from IDE. */
export function systemPlace(generation: number): DrivePlace {
  return { controller: generation === 1 ? 'IDE' : 'SCSI', number: 0, location: 0 };
}

/** Where the data disk with this index, counted from 0, goes. */
export function dataPlace(generation: number, index: number): DrivePlace {
  return scsiPlace(generation === 1 ? index : index + 1);
}

/** Where the DVD goes: on generation 1 into the drive that New-VM made, else behind all disks. */
export function dvdPlace(generation: number, dataDisks: number): DrivePlace {
  return generation === 1 ? { controller: 'IDE', number: 1, location: 0 } : scsiPlace(dataDisks + 1);
}

function scsiPlace(index: number): DrivePlace {
  return {
    controller: 'SCSI',
    number: Math.floor(index / PLACES_PER_SCSI),
    location: index % PLACES_PER_SCSI,
  };
}
