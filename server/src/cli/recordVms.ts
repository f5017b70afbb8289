import type { Vm } from '#schemas/generated/types.ts';
import type { Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { CliFailure, Interrupted } from './failure.ts';
import { printable } from './render/printable.ts';
import { reportFailure } from './reportFailure.ts';
import { resolveVms } from './resolveVms.ts';
import { type HostOptions, sayPractice, withClient } from './session.ts';
import type { Shell } from './shell.ts';

/** Has what is recorded of these VMs changed, one by one. What is refused for one does not stop the others. */
export function recordVms(
  shell: Shell,
  names: readonly string[],
  options: HostOptions,
  ask: (client: Client, vm: Vm) => Promise<{ readonly body: Vm }>,
  say: (vm: Vm) => string,
): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const vms = resolveVms((await client.call('listVms')).body.vms, names);
    if (options.json !== true) await sayPractice(shell, client, vms[0]?.simulated ?? null);
    const changed: Vm[] = [];
    let exit: ExitCode = exitCodes.done;
    for (const vm of vms) {
      try {
        const { body } = await ask(client, vm);
        changed.push(body);
        if (options.json !== true) shell.say(printable(say(body)));
      } catch (failure) {
        if (!(failure instanceof CliFailure) || failure instanceof Interrupted) throw failure;
        reportFailure(failure, shell, options.json === true);
        exit = failure.exit;
      }
    }
    if (options.json === true) shell.json(changed);
    return exit;
  });
}
