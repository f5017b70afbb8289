import { entryCheck } from './check.ts';

/** Largest boot disk of generation 1, and largest .vhd, in GB (Windows Server documentation). */
const MOST_GB = { boot: 2048, vhd: 2040 } as const;

/** The system disk is not larger than its format and a BIOS allow. */
export const diskSize = entryCheck(['disk_size'], ({ pointer, spec, generation }) => {
  const size = spec.disk?.size_gb;
  if (size === undefined || generation !== 1) return [];
  const vhd = /\.vhd$/i.test(spec.disk_template_path);
  const most = vhd ? MOST_GB.vhd : MOST_GB.boot;
  if (size <= most) return [];
  const what = vhd ? 'A .vhd disk' : 'The boot disk of a VM of generation 1';
  const message = `${what} has at most ${most} GB, and ${size} GB are asked for: use a smaller disk and data_disks, or generation 2.`;
  return [{ code: 'disk_size', pointer: `${pointer}/disk/size_gb`, message }];
});
