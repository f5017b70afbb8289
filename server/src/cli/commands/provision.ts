import { type Command, Option } from 'commander';
import type { ExitCode } from '../exitCodes.ts';
import { HostRefusal } from '../failure.ts';
import { withConnection, withJson, withWait } from '../options.ts';
import { sayPractice, type HostOptions, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { explainingSpec } from '../spec/explainRefusal.ts';
import { readSpecFile } from '../spec/specFile.ts';
import { compareWithHost } from '../sameVms.ts';
import { afterSubmission, type WaitOptions } from '../submitted.ts';
import { renderSameVms } from '../render/sameVms.ts';

interface Options extends HostOptions, WaitOptions {
  readonly json?: boolean;
  readonly ifExists: 'fail' | 'same';
  readonly onFailure: 'keep' | 'rollback-all';
  readonly idempotencyKey?: string;
}

async function provision(path: string, options: Options, shell: Shell): Promise<ExitCode> {
  const file = await readSpecFile(path, shell.context.stdin);
  return withClient(shell, options, async (client) => {
    const submit = client.call('provisionVms', {
      bytes: file.bytes,
      query: options.onFailure === 'keep' ? {} : { on_failure: 'rollback_all' },
      ...(options.idempotencyKey === undefined ? {} : { key: options.idempotencyKey }),
    });
    try {
      const answer = await explainingSpec(submit, file, shell, options.json);
      return await afterSubmission(shell, client, answer, options);
    } catch (failure) {
      const taken = failure instanceof HostRefusal && failure.body.code === 'name_in_use';
      if (!taken || options.ifExists === 'fail') throw failure;
      const compared = await compareWithHost(client, file, failure);
      if (options.json === true) shell.json({ vms: compared.vms });
      else {
        await sayPractice(shell, client, compared.simulated);
        shell.say(renderSameVms(compared, shell.style));
      }
      return compared.exit;
    }
  });
}

const help = `
The file is sent as it is; - reads standard input. With --wait, Ctrl-C leaves: the job goes on. A VM with
"wait_for": "ip" is done when its guest reports an address; one that does not in time stays, and the exit code is 1.

Examples:
  vmspec provision lab.vmspec.json --wait
  vmspec provision lab.vmspec.json --wait --timeout 600 --json > job.json
  vmspec provision lab.vmspec.json --if-exists same     run it as often as you like`;

/** `vmspec provision FILE` */
export function configure(command: Command, shell: Shell): void {
  withWait(command)
    .addOption(
      new Option('--if-exists <what>', 'when a VM exists: fail, or be content if all exist as described')
        .choices(['fail', 'same'])
        .default('fail'),
    )
    .addOption(
      new Option('--on-failure <what>', 'what becomes of finished VMs when another fails')
        .choices(['keep', 'rollback-all'])
        .default('keep'),
    )
    .option('--idempotency-key <key>', 'repeating the command with the same key makes no second job');
  withConnection(withJson(command))
    .addHelpText('after', help)
    .action((file: string, options: Options) => shell.finish(provision(file, options, shell)));
}
