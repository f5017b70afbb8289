import type { Finding } from '../finding.ts';
import { generationOf } from '../specDefaults.ts';
import type { HostCheck } from './hostCheck.ts';

/** Warns when a template is recorded for the other generation: what is recorded was typed by people, so no error. */
export const templateGeneration: HostCheck = {
  codes: ['template_generation'],
  run(context) {
    return context.entries.flatMap<Finding>((vm) => {
      const recorded = context.template(vm)?.generation ?? null;
      const asked = generationOf(vm.spec);
      if (recorded === null || recorded === asked) return [];
      const place = vm.spec.generation === undefined ? 'disk_template_path' : 'generation';
      const message = `The template is recorded for generation ${recorded}, and a VM of generation ${asked} may not boot from it: write "generation": ${recorded}, or use another template.`;
      return [
        { code: 'template_generation', severity: 'warning', pointer: `${vm.pointer}/${place}`, message },
      ];
    });
  },
};
