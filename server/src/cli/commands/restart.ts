import type { Command } from 'commander';
import { withConnection, withJson, withWait } from '../options.ts';
import type { Shell } from '../shell.ts';
import { runOnNamedVms, type VmJobOptions } from '../vmJobs.ts';

/** `vmspec restart VM...` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(withWait(command)))
    .addHelpText(
      'after',
      `
A restart is a hard reset, as in Hyper-V Manager: the guest is not asked. To shut down in order: vmspec stop, vmspec start.

Example:
  vmspec restart web-01 --wait`,
    )
    .action((names: readonly string[], options: VmJobOptions) =>
      shell.finish(
        runOnNamedVms(
          shell,
          names,
          (client, vm) => client.call('restartVm', { params: { id: vm.vm_id } }),
          options,
        ),
      ),
    );
}
