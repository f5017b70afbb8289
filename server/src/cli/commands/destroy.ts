import type { Command } from 'commander';
import type { Vm } from '#schemas/generated/types.ts';
import type { Client } from '../client/client.ts';
import { deleteVms, type DeleteOptions, withDelete } from '../deleteVms.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { withConnection, withJson, withWait } from '../options.ts';
import { renderChecked } from '../render/problems.ts';
import { styleFor } from '../render/style.ts';
import { resolveJob } from '../resolveJob.ts';
import { sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { checkSpec } from '../spec/checkSpec.ts';
import { readSpecFile } from '../spec/specFile.ts';

interface Options extends DeleteOptions {
  readonly job?: string;
}

/** Decides which VMs of the host are meant. */
type Chooser = (vms: readonly Vm[]) => readonly Vm[];

async function vmsOfFile(path: string, shell: Shell): Promise<Chooser> {
  const checked = checkSpec(await readSpecFile(path, shell.context.stdin));
  if (checked.problems.some((problem) => problem.severity === 'error')) {
    shell.warn(renderChecked([checked], styleFor(shell.context.stderr)));
    throw new CliFailure(
      exitCodes.invalidSpec,
      `${path} is not valid, so its VMs are not known.`,
      'Mend it first.',
    );
  }
  const names = new Set(checked.names.map((name) => name.toLowerCase()));
  return (vms) => vms.filter((vm) => vm.managed && names.has(vm.vm_name.toLowerCase()));
}

async function vmsOfJob(client: Client, id: string): Promise<Chooser> {
  const { body } = await client.call('getJob', { params: { id: await resolveJob(client, id) } });
  return (vms) => vms.filter((vm) => vm.managed && vm.job_id === body.job_id);
}

async function destroy(path: string | undefined, options: Options, shell: Shell): Promise<ExitCode> {
  if ((path === undefined) === (options.job === undefined)) {
    throw new CliFailure(
      exitCodes.usage,
      'Name either a file or, with --job, a job.',
      'vmspec destroy lab.vmspec.json',
    );
  }
  return withClient(shell, options, async (client) => {
    const choose =
      path === undefined ? await vmsOfJob(client, options.job ?? '') : await vmsOfFile(path, shell);
    const { body } = await client.call('listVms');
    const vms = choose(body.vms);
    const json = options.json === true;
    if (!json) await sayPractice(shell, client, vms[0]?.simulated ?? null);
    if (vms.length > 0) return deleteVms(shell, client, vms, options);
    if (json) shell.json([]);
    else shell.say('None of these VMs exist on the host; nothing to do.');
    return exitCodes.done;
  });
}

/** `vmspec destroy FILE | --job ID` */
export function configure(command: Command, shell: Shell): void {
  withDelete(command).option('--job <id>', 'the VMs that this job created, instead of those of a file');
  withConnection(withJson(withWait(command)))
    .addHelpText(
      'after',
      `
Deletes the VMs that VMSpec created under the names of the spec. VMs of the same names made by others stay.

Examples:
  vmspec destroy lab.vmspec.json --force --wait
  vmspec destroy --job 6f9619ff-8b86-4d01-b42d-00cf4fc964ff --disks delete --yes`,
    )
    .action((file: string | undefined, options: Options) => shell.finish(destroy(file, options, shell)));
}
