import type { VmSpec } from '#schemas/generated/types.ts';
import { diskLimit } from '#core/checks/diskLimit.ts';
import { diskSize } from '#core/checks/diskSize.ts';
import { dvdPath } from '#core/checks/dvdPath.ts';
import { templatePath } from '#core/checks/templatePath.ts';
import type { Finding } from '#core/finding.ts';
import { entryAt, type CheckCase } from './checkCase.ts';

function dataDisks(count: number): Partial<VmSpec> {
  return { data_disks: Array.from({ length: count }, () => ({ size_gb: 1 })) };
}

/** A VM of generation 1 with a system disk of this size. */
function sized(size_gb: number, disk_template_path: string): Partial<VmSpec> {
  return { generation: 1, disk: { size_gb }, disk_template_path };
}

const VHDX = 'C:\\Templates\\old.vhdx';
const VHD = 'C:\\Templates\\old.VHD';
const ISO = 'C:\\ISO\\debian.ISO';

function tooLarge(what: string, most: number, size: number): Finding {
  return {
    code: 'disk_size',
    pointer: entryAt(0, 'disk/size_gb'),
    message: `${what} has at most ${most} GB, and ${size} GB are asked for: use a smaller disk and data_disks, or generation 2.`,
  };
}

function badTemplate(fault: string): Finding {
  return {
    code: 'template_path',
    pointer: entryAt(0, 'disk_template_path'),
    message: `disk_template_path must be written as C:\\Templates\\name.vhdx: ${fault}.`,
  };
}

function badDvd(fault: string): Finding {
  return {
    code: 'dvd_path',
    pointer: entryAt(0, 'dvd_path'),
    message: `dvd_path must be written as C:\\ISO\\name.iso: ${fault}.`,
  };
}

const unbootable: Finding = {
  code: 'template_format',
  pointer: entryAt(0, 'disk_template_path'),
  message:
    'A .vhd disk cannot boot a VM of generation 2: convert the template to .vhdx, or write "generation": 1.',
};

function from(disk_template_path: string, more: Partial<VmSpec> = {}): readonly Partial<VmSpec>[] {
  return [{ disk_template_path, ...more }];
}

/** Disks, templates and DVDs. */
export const diskCases: readonly CheckCase[] = [
  { check: templatePath, what: 'a .vhdx in any case', vms: from('c:\\t\\A.VHDX'), found: [] },
  { check: templatePath, what: 'a .vhd of generation 1', vms: from(VHD, { generation: 1 }), found: [] },
  { check: templatePath, what: 'a .vhd of generation 2', vms: from(VHD), found: [unbootable] },
  {
    check: templatePath,
    what: 'a .vhd of generation 2 with .vhdx within its name',
    vms: from('C:\\T\\a.vhdx.vhd'),
    found: [unbootable],
  },
  {
    check: templatePath,
    what: 'a .vhdx that goes on',
    vms: from('C:\\T\\a.vhdx.bak'),
    found: [badTemplate('it does not end in .vhdx')],
  },
  {
    check: templatePath,
    what: 'a share',
    vms: from('\\\\server\\a.vhdx'),
    found: [badTemplate('it is a network share')],
  },
  { check: diskSize, what: '2048 GB of a .vhdx to boot by BIOS', vms: [sized(2048, VHDX)], found: [] },
  {
    check: diskSize,
    what: '2049 GB of a .vhdx to boot by BIOS',
    vms: [sized(2049, VHDX)],
    found: [tooLarge('The boot disk of a VM of generation 1', 2048, 2049)],
  },
  { check: diskSize, what: '2040 GB of a .vhd', vms: [sized(2040, VHD)], found: [] },
  {
    check: diskSize,
    what: '2041 GB of a .vhd',
    vms: [sized(2041, VHD)],
    found: [tooLarge('A .vhd disk', 2040, 2041)],
  },
  {
    check: diskSize,
    what: '2049 GB of generation 2',
    vms: [{ ...sized(2049, VHDX), generation: 2 }],
    found: [],
  },
  {
    check: diskSize,
    what: 'the size of the template',
    vms: from(VHD, { generation: 1, disk: {} }),
    found: [],
  },
  { check: diskLimit, what: '255 data disks', vms: [dataDisks(255)], found: [] },
  {
    check: diskLimit,
    what: '254 data disks and a DVD',
    vms: [{ ...dataDisks(254), dvd_path: ISO }],
    found: [],
  },
  {
    check: diskLimit,
    what: '255 data disks and a DVD of generation 1',
    vms: [{ generation: 1, ...dataDisks(255), dvd_path: ISO }],
    found: [],
  },
  {
    check: diskLimit,
    what: '255 data disks and a DVD',
    vms: [{ ...dataDisks(255), dvd_path: ISO }],
    found: [
      {
        code: 'disk_limit',
        pointer: entryAt(0, 'data_disks'),
        part: 'key',
        message:
          '255 data disks, the system disk and the DVD drive need 257 places, and there are 256: at most 254 data disks.',
      },
    ],
  },
  {
    check: dvdPath,
    what: 'an .iso in any case, and none',
    vms: [{ dvd_path: ISO }, { vm_name: 'b' }],
    found: [],
  },
  {
    check: dvdPath,
    what: 'an .iso that goes on',
    vms: [{ dvd_path: 'C:\\ISO\\a.iso.txt' }],
    found: [badDvd('it does not end in .iso')],
  },
  { check: dvdPath, what: 'a URL', vms: [{ dvd_path: 'file:///C:/a.iso' }], found: [badDvd('it is a URL')] },
];
