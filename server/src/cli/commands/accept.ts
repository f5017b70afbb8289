import type { Command } from 'commander';
import { withConnection, withJson } from '../options.ts';
import { recordVms } from '../recordVms.ts';
import type { HostOptions } from '../session.ts';
import type { Shell } from '../shell.ts';

/** `vmspec accept VM...` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
For VMs of VMSpec that were changed in Hyper-V Manager: until then the larger of both sizes counts. What differs is shown
by vmspec audit.

Examples:
  vmspec accept web-01`,
    )
    .action((names: readonly string[], options: HostOptions) =>
      shell.finish(
        recordVms(
          shell,
          names,
          options,
          (client, vm) => client.call('acceptVm', { params: { id: vm.vm_id } }),
          ({ vm_name, charged }) =>
            `${vm_name}: recorded as it is on the host; ${charged.cpu_cores} vCPU and ${charged.ram_mb} MB are held for it.`,
        ),
      ),
    );
}
