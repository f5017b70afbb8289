import type { Finding } from '../finding.ts';
import type { HostCheck } from './hostCheck.ts';

/** The template is the disk that was recorded: what changed meanwhile, nobody has tried. */
export const unchangedTemplate: HostCheck = {
  codes: ['template_changed'],
  run(context) {
    return context.entries.flatMap<Finding>((vm) => {
      const template = context.template(vm);
      if (template?.state !== 'changed') return [];
      const message = `The template ${JSON.stringify(template.path)} is not the disk that was recorded: put the original back, or add it as a new version, vmspec templates add PATH --replaces PATH.`;
      return [{ code: 'template_changed', pointer: `${vm.pointer}/disk_template_path`, message }];
    });
  },
};
