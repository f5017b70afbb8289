import type { Finding } from '../finding.ts';
import { hasSecureBoot } from '../specDefaults.ts';
import type { HostCheck } from './hostCheck.ts';

/** Warns when the secure boot template is a guess, because nobody recorded the template's system. */
export const secureBootTemplate: HostCheck = {
  codes: ['secure_boot_template_unknown'],
  run(context) {
    return context.entries.flatMap<Finding>((vm) => {
      if (!hasSecureBoot(vm.spec) || vm.spec.secure_boot?.template !== undefined) return [];
      if (context.template(vm)?.os !== 'unknown') return [];
      const place = vm.spec.secure_boot === undefined ? 'disk_template_path' : 'secure_boot';
      const message =
        'The template\'s operating system is not recorded, so secure boot is set up for Windows: write "secure_boot": {"template": "MicrosoftUEFICertificateAuthority"} for Linux, or {"template": "MicrosoftWindows"} for Windows.';
      return [
        {
          code: 'secure_boot_template_unknown',
          severity: 'warning',
          pointer: `${vm.pointer}/${place}`,
          message,
        },
      ];
    });
  },
};
