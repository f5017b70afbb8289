import type { Command } from 'commander';
import type { SpecFile, Vm, VmExport } from '#schemas/generated/types.ts';
import { MAX_VMS } from '#schemas/limits.ts';
import type { Client } from '../client/client.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { withConnection } from '../options.ts';
import { printable } from '../render/printable.ts';
import { resolveVms } from '../resolveVms.ts';
import { PRACTICE, withClient } from '../session.ts';
import type { ConnectionOptions } from '../settings/findTarget.ts';
import type { Shell } from '../shell.ts';

interface Options extends ConnectionOptions {
  readonly own?: boolean;
}

/** Entries that are asked for at the same time. */
const AT_ONCE = 8;

function write(names: readonly string[], options: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { vms } = (await client.call('listVms')).body;
    const chosen = chosenOf(vms, names, options.own === true);
    const exported = await entriesOf(client, chosen);
    // The spec alone is on standard output, so that it can be sent to a file.
    if (chosen.some(({ simulated }) => simulated)) shell.warn(shell.style('cyan', PRACTICE));
    for (const { spec, remarks } of exported)
      for (const remark of remarks) shell.warn(printable(`${spec.vm_name}: ${remark}`));
    const file: SpecFile = {
      provisioning_request: { num_vms: exported.length, vms: exported.map(({ spec }) => spec) },
    };
    shell.json(file);
    return exitCodes.done;
  });
}

function chosenOf(vms: readonly Vm[], names: readonly string[], own: boolean): readonly Vm[] {
  const wanted = names.length > 0 ? resolveVms(vms, names) : vms;
  const chosen = own ? wanted.filter(({ managed }) => managed) : wanted;
  if (chosen.length === 0)
    throw new CliFailure(
      exitCodes.conflict,
      own ? 'There is no such VM that VMSpec created.' : 'There is no VM on the host.',
      'List the VMs with: vmspec vms',
      'vm_not_found',
    );
  if (chosen.length > MAX_VMS)
    throw new CliFailure(
      exitCodes.conflict,
      `A spec holds ${String(MAX_VMS)} VMs at most, and these are ${String(chosen.length)}.`,
      'Name the VMs that you want, or use --own.',
      'too_many_vms',
    );
  return chosen;
}

async function entriesOf(client: Client, vms: readonly Vm[]): Promise<VmExport[]> {
  const entries: VmExport[] = [];
  const queue = vms.entries();
  const worker = async (): Promise<void> => {
    for (const [index, { vm_id: id }] of queue)
      entries[index] = (await client.call('exportVm', { params: { id } })).body;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return entries;
}

/** `vmspec export [VM...]` */
export function configure(command: Command, shell: Shell): void {
  command.option('--own', 'only VMs that VMSpec created');
  withConnection(command)
    .addHelpText(
      'after',
      `
The spec describes the VMs as they are now, defaults left out; without names all VMs of the host. Planned again on the same
host it shows no difference. What a spec cannot say, or what is to be filled in, is told on standard error. What is inside
the disks is no part of a spec.

Examples:
  vmspec export > host.vmspec.json
  vmspec export web-01 web-02 > web.vmspec.json
  vmspec export --own > ours.vmspec.json && vmspec plan ours.vmspec.json`,
    )
    .action((names: readonly string[], options: Options) => shell.finish(write(names, options, shell)));
}
