import type { VmFacts } from '#core/inventory.ts';
import { fold, type HostView } from '../hostView.ts';

/** Whether a VM of ours has lost a disk that is held for it: the disk is not attached, and its file is not there. */
export function isLostDisk(view: HostView, { disks }: VmFacts, path: string): boolean {
  const attached = disks.some((disk) => fold(disk.path) === fold(path) || behind(disk.path, path));
  return !attached && !view.hasFile(path);
}

/** Whether a checkpoint's file belongs to the disk at `base`: its name begins with that of the disk. */
function behind(path: string, base: string): boolean {
  return /\.avhdx?$/i.test(path) && fold(path).startsWith(`${fold(base).replace(/\.vhdx?$/, '')}_`);
}
