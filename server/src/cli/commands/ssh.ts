import { type Command, InvalidArgumentError } from 'commander';
import { isGuestUser } from '#shared/vms/reachVm.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { portNumber, withConnection, withWait } from '../options.ts';
import { reachVm } from '../reach/reachableVm.ts';
import { runSsh } from '../reach/runSsh.ts';
import { pasteable, sshArguments } from '../reach/sshCommand.ts';
import { printable } from '../render/printable.ts';
import { resolveVm } from '../resolveVms.ts';
import { PRACTICE, withClient } from '../session.ts';
import type { ConnectionOptions } from '../settings/findTarget.ts';
import type { Shell } from '../shell.ts';

interface Options extends ConnectionOptions {
  readonly user?: string;
  readonly identity?: string;
  readonly port?: number;
  readonly print?: boolean;
  readonly wait?: boolean;
  readonly timeout?: number;
}

function userName(text: string): string {
  if (isGuestUser(text)) return text;
  throw new InvalidArgumentError(
    'A user name has letters, digits, ".", "_" and "-", and begins with a letter.',
  );
}

async function connect(
  name: string,
  command: readonly string[],
  options: Options,
  shell: Shell,
): Promise<number> {
  const args = await withClient(shell, options, async (client) => {
    const { body } = await client.call('listVms');
    const named = resolveVm(body.vms, name);
    const waits = options.wait === true || options.timeout !== undefined;
    const waiting = waits ? { timeoutS: options.timeout ?? null } : null;
    const { vm, address } = await reachVm(shell, client, named, waiting);
    // Its address is made up: it may be that of a computer that is somebody's.
    if (vm.simulated && options.print !== true) throw practiceVm(vm.vm_name);
    return sshArguments(vm, address, { ...options, command });
  });
  if (options.print !== true) return runSsh(args, shell.context);
  shell.say(pasteable(['ssh', ...args], shell.context.platform));
  return exitCodes.done;
}

function practiceVm(name: string): CliFailure {
  return new CliFailure(
    exitCodes.conflict,
    `${printable(name)} is a practice VM: nothing answers at its address (${PRACTICE}).`,
    'See the command with --print.',
    'practice_vm',
  );
}

/** `vmspec ssh VM [-- COMMAND...]` */
export function configure(command: Command, shell: Shell): void {
  command
    .option(
      '--user <name>',
      'user in the guest; else the one that its spec made, else as ssh is configured',
      userName,
    )
    .option('--identity <file>', 'private key')
    .option('--port <n>', 'port of ssh in the guest', portNumber)
    .option('--print', 'print the command and do not run it');
  withConnection(withWait(command, 'wait for an address of the guest', 'wait at most so long, then exit 8'))
    .addHelpText(
      'after',
      `
Runs ssh of this computer with its own configuration, keys and known hosts, and ends with its exit code. Options of the
command for the guest go behind --. A VM that was created anew has a new host key: forget the one before with
ssh-keygen -R ADDRESS.

Examples:
  vmspec ssh web-01
  vmspec ssh web-01 --user admin --wait          as soon as the guest reports an address
  vmspec ssh web-01 -- systemctl status nginx --no-pager
  vmspec ssh web-01 --print`,
    )
    .action((name: string, words: readonly string[], options: Options) =>
      shell.finish(connect(name, words, options, shell)),
    );
}
