import type { PlannedGuest, PlannedVm } from '#schemas/generated/types.ts';
import { answerFile } from './answerFile.ts';
import { metaData, networkConfig, userData } from './cloudInit.ts';

/** A file of the disk that a guest reads its settings from. */
export interface SeedFile {
  readonly name: string;
  readonly text: string;
}

/** Volume label by which cloud-init finds the disk; Windows finds its file by name. */
export const SEED_LABEL = 'CIDATA';

/** The files that set up the inside of a VM. The same VM of the same job gives the same files. */
export function seedFiles(
  vm: Pick<PlannedVm, 'vm_name' | 'network_adapters'>,
  guest: PlannedGuest,
  jobId: string,
): SeedFile[] {
  if (guest.system === 'windows') {
    return [{ name: 'Unattend.xml', text: answerFile(guest, vm.network_adapters[0]?.mac_address ?? null) }];
  }
  const network = networkConfig(guest, vm.network_adapters);
  return [
    { name: 'meta-data', text: metaData(guest, `${jobId}-${vm.vm_name.replaceAll(' ', '+')}`) },
    { name: 'user-data', text: userData(guest) },
    ...(network === null ? [] : [{ name: 'network-config', text: network }]),
  ];
}
