import { type Command, Option } from 'commander';
import type { Vm } from '#schemas/generated/types.ts';
import { askYes } from './ask.ts';
import type { Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, Declined } from './failure.ts';
import { printable } from './render/printable.ts';
import { count, gb } from '#shared/words/size.ts';
import type { Shell } from './shell.ts';
import { runVmJobs, type VmJobOptions } from './vmJobs.ts';

/** Options of the commands that delete VMs. */
export interface DeleteOptions extends VmJobOptions {
  readonly disks: 'keep' | 'delete';
  readonly force?: boolean;
  readonly yes?: boolean;
}

/** Adds the options of the commands that delete VMs. */
export function withDelete(command: Command): Command {
  return command
    .addOption(
      new Option('--disks <what>', 'keep their disks, or delete them too')
        .choices(['keep', 'delete'])
        .default('keep'),
    )
    .option('--force', 'turn running VMs off first')
    .option('--yes', 'delete disks without asking; needed where there is no terminal');
}

async function confirm(shell: Shell, vms: readonly Vm[]): Promise<void> {
  if (!shell.canAsk) {
    throw new CliFailure(
      exitCodes.usage,
      'Disks are deleted for good, and there is no terminal to ask at. Nothing was deleted.',
      'If you mean it, add --yes.',
    );
  }
  for (const disk of vms.flatMap((vm) => vm.disks)) shell.warn(`  ${printable(disk.path)}`);
  const names = vms.map((vm) => printable(vm.vm_name)).join(', ');
  const question = `Delete ${count(vms.length, 'VM')} (${names}) and these disks for good?`;
  if (!(await askYes(shell, question))) throw new Declined('Nothing was deleted.');
}

/** What stays behind goes on taking room, which nobody expects of VMs that are gone. */
function sayKept(shell: Shell, vms: readonly Vm[]): void {
  const disks = vms.flatMap((vm) => vm.disks);
  if (disks.length === 0) return;
  const size = gb(disks.reduce((sum, disk) => sum + disk.size_mb, 0));
  const [are, counts, their] =
    disks.length === 1 ? ['is', 'counts', 'its file is'] : ['are', 'count', 'their files are'];
  shell.say(
    `${count(disks.length, 'disk')} (${size}) ${are} kept and ${counts} as used until ${their} removed: vmspec capacity`,
  );
}

/** Deletes these VMs. Before disks go, someone at a terminal is asked; without a terminal `--yes` must say so. */
export async function deleteVms(
  shell: Shell,
  client: Client,
  vms: readonly Vm[],
  options: DeleteOptions,
): Promise<ExitCode> {
  if (options.disks === 'delete' && options.yes !== true) await confirm(shell, vms);
  const query = { disks: options.disks, ...(options.force === true ? { force: true } : {}) };
  const result = await runVmJobs(
    shell,
    client,
    vms,
    (to, vm) => to.call('deleteVm', { params: { id: vm.vm_id }, query }),
    options,
  );
  if (options.disks === 'keep' && options.json !== true) sayKept(shell, result.vms);
  return result.exit;
}
