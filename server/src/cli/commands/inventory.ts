import { type Command, Option } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { withAddress } from '../options.ts';
import { ansibleInventory, inventoryVm } from '../reach/inventory.ts';
import { PRACTICE, withClient } from '../session.ts';
import type { ConnectionOptions } from '../settings/findTarget.ts';
import type { Shell } from '../shell.ts';

interface Options extends Omit<ConnectionOptions, 'host'> {
  readonly format?: 'ansible' | 'json';
  readonly list?: boolean;
  /** A VM, as Ansible asks. */
  readonly host?: string;
  readonly tag?: string;
  readonly own?: boolean;
}

function print({ host: name, ...options }: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listVms');
    const vms = body.vms.filter(
      ({ managed, tags }) =>
        (options.own !== true || managed) && (options.tag === undefined || hasTag(tags, options.tag)),
    );
    // Standard output is for a program.
    if (body.vms.some(({ simulated }) => simulated)) shell.warn(shell.style('cyan', PRACTICE));
    const asAnsible = options.format === 'ansible' || options.list === true || name !== undefined;
    if (!asAnsible) shell.json(vms.map(inventoryVm));
    else {
      const inventory = ansibleInventory(vms);
      if (name === undefined) shell.json(inventory);
      else if (Object.hasOwn(inventory._meta.hostvars, name)) shell.json(inventory._meta.hostvars[name]);
      else throw unknownVm(name);
    }
    return exitCodes.done;
  });
}

function hasTag(tags: readonly string[], wanted: string): boolean {
  return tags.some((tag) => tag.toLowerCase() === wanted.toLowerCase());
}

function unknownVm(name: string): CliFailure {
  return new CliFailure(
    exitCodes.conflict,
    `There is no VM "${name}" in the inventory.`,
    'Here --host names a VM, as Ansible asks. Another host is named by VMSPEC_HOST or with `vmspec host use`.',
    'vm_not_found',
  );
}

/** `vmspec inventory` */
export function configure(command: Command, shell: Shell): void {
  command
    .addOption(
      new Option('--format <format>', 'a list of VMs, or what an inventory script of Ansible answers')
        .choices(['json', 'ansible'])
        .default('json'),
    )
    .option('--list', 'every host, as Ansible asks an inventory script')
    .option('--host <vm>', 'the variables of one VM, as Ansible asks an inventory script')
    .option('--tag <tag>', 'only VMs with this tag')
    .option('--own', 'only VMs that VMSpec created');
  withAddress(command)
    .addHelpText(
      'after',
      `
For Ansible every VM is a host, reached at its address (ansible_host) as the user that its spec made (ansible_user). Groups:
tag_…, state_…, template_…, reachable (it runs and reports an address), vmspec (VMSpec created it).

Examples:
  vmspec inventory
  vmspec inventory --format ansible --tag web
  printf '#!/bin/sh\\nexec vmspec inventory "$@"\\n' > vms.sh && chmod +x vms.sh
  ansible-inventory -i vms.sh --list
  ansible -i vms.sh 'tag_web:&reachable' -m ping`,
    )
    .action((options: Options) => shell.finish(print(options, shell)));
}
