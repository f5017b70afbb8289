import type { Command } from 'commander';
import { deleteVms, type DeleteOptions, withDelete } from '../deleteVms.ts';
import type { ExitCode } from '../exitCodes.ts';
import { withConnection, withJson, withWait } from '../options.ts';
import { resolveVms } from '../resolveVms.ts';
import { sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';

function run(names: readonly string[], options: DeleteOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listVms');
    const vms = resolveVms(body.vms, names);
    if (options.json !== true) await sayPractice(shell, client, vms[0]?.simulated ?? null);
    return deleteVms(shell, client, vms, options);
  });
}

/** `vmspec delete VM...` */
export function configure(command: Command, shell: Shell): void {
  withConnection(withJson(withWait(withDelete(command))))
    .addHelpText(
      'after',
      `
Only VMs that VMSpec created are deleted. Kept disks count as used until their files are removed: vmspec capacity.

Examples:
  vmspec delete web-01
  vmspec delete web-01 web-02 --disks delete --force --yes --wait`,
    )
    .action((names: readonly string[], options: DeleteOptions) => shell.finish(run(names, options, shell)));
}
