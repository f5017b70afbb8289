import type { Finding } from '../finding.ts';
import { wholeGb } from '../planVms.ts';
import { generationOf } from '../specDefaults.ts';
import type { HostCheck } from './hostCheck.ts';

/** Largest boot disk of generation 1, in GB (Windows Server documentation). */
const MOST_BOOT_GB = 2048;

/** The system disk is at least as large as its template, and a template is not too large for a BIOS to boot. */
export const templateSize: HostCheck = {
  codes: ['disk_smaller_than_template', 'disk_size'],
  run(context) {
    return context.entries.flatMap<Finding>((vm) => {
      const template = context.template(vm);
      if (template === undefined) return [];
      const size = vm.spec.disk?.size_gb;
      const needed = wholeGb(template.size_mb);
      if (size !== undefined && size < needed) {
        const message = `disk.size_gb is ${size} GB, and the template has ${needed} GB: write ${needed} or more, or leave it out.`;
        return [{ code: 'disk_smaller_than_template', pointer: `${vm.pointer}/disk/size_gb`, message }];
      }
      if (size !== undefined || generationOf(vm.spec) === 2 || needed <= MOST_BOOT_GB) return [];
      const message = `The template has ${needed} GB, and a VM of generation 1 boots from at most ${MOST_BOOT_GB} GB: use generation 2, or another template.`;
      return [{ code: 'disk_size', pointer: `${vm.pointer}/disk_template_path`, message }];
    });
  },
};
