import { type Command, Option } from 'commander';
import { count } from '#shared/words/size.ts';
import type { Client } from '../client/client.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { withConnection } from '../options.ts';
import { isReachable } from '../reach/reachableVm.ts';
import { renderSshConfig } from '../reach/sshConfig.ts';
import { include, INCLUDE, isIncluded, removeAll, sshFiles } from '../reach/sshFiles.ts';
import { PRACTICE, withClient } from '../session.ts';
import type { ConnectionOptions } from '../settings/findTarget.ts';
import { replacePrivately } from '../settings/files.ts';
import type { Shell } from '../shell.ts';

interface Options extends ConnectionOptions {
  readonly write?: boolean;
  readonly remove?: boolean;
  readonly own?: boolean;
}

function act(options: Options, shell: Shell): Promise<ExitCode> | ExitCode {
  if (options.remove === true) return remove(shell);
  return withClient(shell, options, (client) => printOrWrite(options, shell, client));
}

async function printOrWrite(options: Options, shell: Shell, client: Client): Promise<ExitCode> {
  const [{ body: host }, { body }] = await Promise.all([client.call('getHost'), client.call('listVms')]);
  const vms = options.own === true ? body.vms.filter(({ managed }) => managed) : body.vms;
  const text = renderSshConfig(vms, host.name);
  if (options.write !== true) {
    if (host.simulated) shell.warn(shell.style('cyan', PRACTICE));
    shell.say(text.trimEnd());
    return exitCodes.done;
  }
  if (host.simulated) throw practiceHost();
  const files = sshFiles(shell.context.env, shell.context.platform);
  shell.say(`Writing ${count(vms.filter(isReachable).length, 'host')} to ${files.vms}`);
  replacePrivately(files.vms, text);
  if (!isIncluded(files)) {
    shell.say(`Adding a line at the top of ${files.config}: ${INCLUDE}`);
    include(files);
  }
  return exitCodes.done;
}

function remove(shell: Shell): ExitCode {
  const files = sshFiles(shell.context.env, shell.context.platform);
  const { line, file } = removeAll(files);
  if (line) shell.say(`Removed from ${files.config}: ${INCLUDE}`);
  if (file) shell.say(`Removed ${files.vms}`);
  if (!line && !file) shell.say('There is nothing to remove.');
  return exitCodes.done;
}

function practiceHost(): CliFailure {
  return new CliFailure(
    exitCodes.conflict,
    `Nothing answers at the addresses of practice VMs (${PRACTICE}): they are not written.`,
    'See them without --write.',
    'practice_vm',
  );
}

/** `vmspec ssh-config` */
export function configure(command: Command, shell: Shell): void {
  command
    .addOption(new Option('--write', 'write them where ssh reads them'))
    .addOption(new Option('--remove', 'take away what --write has made').conflicts('write'))
    .option('--own', 'only VMs that VMSpec created');
  withConnection(command)
    .addHelpText(
      'after',
      `
One host for each VM that runs and reports an address; after that, \`ssh web-01\` works, and so does every program that reads
the configuration of ssh. Characters of a name other than letters, digits, _ and - become -. --write replaces
~/.ssh/config.d/vmspec (on Windows %USERPROFILE%\\.ssh\\config.d\\vmspec) and adds one Include line at the top of
~/.ssh/config, if it is not there. Addresses from DHCP change: run it again.

Examples:
  vmspec ssh-config
  vmspec ssh-config --write
  vmspec ssh-config --remove`,
    )
    .action((options: Options) => shell.finish(act(options, shell)));
}
