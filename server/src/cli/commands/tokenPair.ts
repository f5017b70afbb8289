import { type Command, Option } from 'commander';
import type { PairingCode } from '#schemas/generated/types.ts';
import { roles, type Role } from '#schemas/roles.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { withConnection, withJson } from '../options.ts';
import { renderPairingCode } from '../render/pairingCode.ts';
import { type HostOptions, withClient } from '../session.ts';
import { isLoopbackUrl } from '#shared/host/address.ts';
import type { Shell } from '../shell.ts';

interface Options extends HostOptions {
  readonly role: Role;
  readonly name?: string;
}

function pair({ role, name, json, ...connection }: Options, shell: Shell): Promise<ExitCode> {
  return withClient(shell, connection, async (client) => {
    const { body } = await client.call('createPairingCode', {
      body: { role, ...(name === undefined ? {} : { name }) },
    });
    if (json === true) shell.json(body);
    else
      shell.say(
        renderPairingCode({ ...body, url: addressElsewhere(client.target().url, body) }, shell.style),
      );
    return exitCodes.done;
  });
}

/** An address that was just spoken to is better than what the host takes for its own, unless it leads here only. */
function addressElsewhere(used: URL, { url }: PairingCode): string {
  return isLoopbackUrl(used) ? url : used.origin;
}

/** `vmspec token pair` */
export function configurePair(command: Command, shell: Shell): void {
  command
    .summary('Let another computer in: prints a code that it exchanges for a token.')
    .description(
      'Let another computer in: prints a code that it exchanges for a token of its own. The code is good once, for ten minutes; after five wrong codes an address waits for up to ten minutes.',
    )
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('operator'))
    .option('--name <name>', 'name of its token (default: its own name)');
  withConnection(withJson(command)).action((options: Options) => shell.finish(pair(options, shell)));
}
