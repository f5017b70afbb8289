import type { Command } from 'commander';
import { withConnection, withJson } from '../options.ts';
import { recordVms } from '../recordVms.ts';
import type { HostOptions } from '../session.ts';
import type { Shell } from '../shell.ts';

/** `vmspec adopt VM...` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
From then on the VM counts with its maximum memory and the full size of its disks, and it can be deleted with vmspec.
No file and no setting of it is touched; its disks are never deleted by vmspec.

Examples:
  vmspec adopt dc-01
  vmspec adopt dc-01 files-01 --json`,
    )
    .action((names: readonly string[], options: HostOptions) =>
      shell.finish(
        recordVms(
          shell,
          names,
          options,
          (client, vm) => client.call('adoptVm', { params: { id: vm.vm_id } }),
          ({ vm_name, charged }) =>
            `${vm_name} is in the records: ${charged.cpu_cores} vCPU and ${charged.ram_mb} MB are held for it.`,
        ),
      ),
    );
}
