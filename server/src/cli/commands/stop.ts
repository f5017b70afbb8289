import type { Command } from 'commander';
import type { StopBody } from '#schemas/generated/types.ts';
import { withConnection, withJson, withWait } from '../options.ts';
import type { Shell } from '../shell.ts';
import { runOnNamedVms, type VmJobOptions } from '../vmJobs.ts';

interface Options extends VmJobOptions {
  readonly turnOff?: boolean;
}

/** `vmspec stop VM...` */
export function configure(command: Command, shell: Shell): void {
  command.option('--turn-off', 'cut the power instead of asking the guest to shut down');
  withConnection(withJson(withWait(command)))
    .addHelpText(
      'after',
      `
Examples:
  vmspec stop web-01 --wait
  vmspec stop web-01 --turn-off      when the guest does not answer`,
    )
    .action((names: readonly string[], options: Options) => {
      const body: StopBody = { mode: options.turnOff === true ? 'turn_off' : 'shut_down' };
      return shell.finish(
        runOnNamedVms(
          shell,
          names,
          (client, vm) => client.call('stopVm', { params: { id: vm.vm_id }, body }),
          options,
        ),
      );
    });
}
