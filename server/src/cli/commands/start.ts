import type { Command } from 'commander';
import { withConnection, withJson, withWait } from '../options.ts';
import type { Shell } from '../shell.ts';
import { runOnNamedVms, type VmJobOptions } from '../vmJobs.ts';

/** `vmspec start VM...` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(withWait(command)))
    .addHelpText(
      'after',
      `
Examples:
  vmspec start web-01 web-02 --wait
  vmspec start 5a0bd1c4-3d2f-4d2b-9f0c-1f2e3d4c5b6a`,
    )
    .action((names: readonly string[], options: VmJobOptions) =>
      shell.finish(
        runOnNamedVms(
          shell,
          names,
          (client, vm) => client.call('startVm', { params: { id: vm.vm_id } }),
          options,
        ),
      ),
    );
}
