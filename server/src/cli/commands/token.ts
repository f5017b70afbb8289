import { type Command, Option } from 'commander';
import { roles, type Role } from '#schemas/roles.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { wholeNumber, withConnection, withJson } from '../options.ts';
import { renderTokens } from '../render/lists.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { configurePair } from './tokenPair.ts';

interface CreateOptions extends HostOptions {
  readonly role: Role;
  readonly expiresInDays?: number;
}

function create(name: string, options: CreateOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { role, expiresInDays } = options;
    const days = expiresInDays === undefined ? {} : { expires_in_days: expiresInDays };
    const { body } = await client.call('createToken', { body: { name, role, ...days } });
    if (options.json === true) {
      shell.json(body);
      return exitCodes.done;
    }
    if (body.secret === undefined) {
      throw new CliFailure(exitCodes.internal, 'The host made a token without telling its secret.');
    }
    // Only the secret goes to standard output, so that it can be sent to a file.
    shell.warn(`Token ${name} (${role}). This is the only time it is shown:`);
    shell.say(body.secret);
    return exitCodes.done;
  });
}

function list(options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('listTokens');
    if (options.json === true) shell.json(body);
    else {
      await sayPractice(shell, client);
      shell.say(renderTokens(body.tokens, shell.style));
    }
    return exitCodes.done;
  });
}

function revoke(name: string, options: HostOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('revokeToken', { params: { id: name } });
    if (options.json === true) shell.json(body);
    else shell.say(`Token ${name} is revoked; whoever uses it is refused from now on.`);
    return exitCodes.done;
  });
}

/** `vmspec token create|pair|list|revoke` */
export function configure(command: Command, shell: Shell): void {
  const creating = command
    .command('create <name>')
    .summary('Make a token; its secret is shown once.')
    .description('Make a token; its secret is shown once.')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('operator'))
    .option('--expires-in-days <days>', 'when it ends (default: never)', wholeNumber(1));
  withConnection(withJson(creating)).action((name: string, options: CreateOptions) =>
    shell.finish(create(name, options, shell)),
  );
  configurePair(command.command('pair'), shell);
  const listing = command.command('list').summary('List the tokens.').description('List the tokens.');
  withConnection(withJson(listing)).action((options: HostOptions) => shell.finish(list(options, shell)));
  const revoking = command.command('revoke <name>').summary('Revoke a token.').description('Revoke a token.');
  withConnection(withJson(revoking)).action((name: string, options: HostOptions) =>
    shell.finish(revoke(name, options, shell)),
  );
  command.addHelpText(
    'after',
    `
Roles: viewer reads, operator works with VMs and jobs, admin does everything.

Examples:
  vmspec token pair --role viewer
  vmspec token create ci --role operator --expires-in-days 90 > ci.token
  vmspec token revoke ci`,
  );
}
