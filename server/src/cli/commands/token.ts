import { type Command, Option } from 'commander';
import type { Token } from '#schemas/generated/types.ts';
import { roles, type Role } from '#schemas/roles.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import { secondsOf, withConnection, withJson } from '../options.ts';
import { printable } from '../render/printable.ts';
import { renderTokens } from '../render/lists.ts';
import { time } from '../render/time.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import { configurePair } from './tokenPair.ts';

interface CreateOptions extends HostOptions {
  readonly name?: string;
  readonly role: Role;
  readonly expires?: number;
}

interface RotateOptions extends HostOptions {
  readonly grace?: number;
  readonly expires?: number;
}

async function create(argument: string | undefined, options: CreateOptions, shell: Shell): Promise<ExitCode> {
  const { role, expires } = options;
  const name = argument ?? options.name;
  if (name === undefined || (argument !== undefined && options.name !== undefined)) {
    const wrong =
      name === undefined ? 'Name the token.' : '--name and a name without it say the same: give one.';
    throw new CliFailure(exitCodes.usage, wrong, 'Example: vmspec token create ci --expires 90d');
  }
  return withClient(shell, options, async (client) => {
    const { body } = await client.call('createToken', { body: { name, role, ...ending(expires) } });
    return tellSecret(shell, options, body, []);
  });
}

function rotate(name: string, options: RotateOptions, shell: Shell): Promise<ExitCode> {
  return withClient(shell, options, async (client) => {
    const { grace, expires } = options;
    const { body } = await client.call('rotateToken', {
      params: { id: name },
      body: { ...(grace === undefined ? {} : { grace_s: grace }), ...ending(expires) },
    });
    const until = body.previous_ends_at;
    const before = until === null ? 'is refused from now on' : `is valid until ${printable(time(until))}`;
    return tellSecret(shell, options, body, [`The secret before ${before}.`]);
  });
}

function ending(expires: number | undefined): { readonly expires_in_s?: number } {
  return expires === undefined ? {} : { expires_in_s: expires };
}

/** Only the secret goes to standard output, so that it can be sent to a file. */
function tellSecret(shell: Shell, { json }: HostOptions, token: Token, more: readonly string[]): ExitCode {
  if (json === true) {
    shell.json(token);
    return exitCodes.done;
  }
  const { name, role, expires_at, secret } = token;
  if (secret === undefined)
    throw new CliFailure(exitCodes.internal, 'The host made a secret without telling it.');
  const ends = expires_at === null ? '' : `, until ${time(expires_at)}`;
  for (const line of more) shell.warn(line);
  shell.warn(`Token ${printable(`${name} (${role}${ends})`)}. This is the only time it is shown:`);
  shell.say(secret);
  return exitCodes.done;
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

function configureCreate(command: Command, shell: Shell): void {
  const creating = command
    .command('create [name]')
    .summary('Make a token; its secret is shown once.')
    .description('Make a token; its secret is shown once.')
    .option('--name <name>', 'the name, if it is not given without an option')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('operator'))
    .option('--expires <time>', 'when it ends, such as 90d or 12h (default: never)', secondsOf);
  withConnection(withJson(creating)).action((name: string | undefined, options: CreateOptions) =>
    shell.finish(create(name, options, shell)),
  );
}

function configureRotate(command: Command, shell: Shell): void {
  const rotating = command
    .command('rotate <name>')
    .summary('Give a token a new secret; the one before stays valid for a day.')
    .description(
      'Give a token a new secret, shown once. The one before stays valid for a while, so that programs can be changed over one after the other; `vmspec token list` tells whether it is still used. Rotating again ends it at once.',
    )
    .option(
      '--grace <time>',
      'how long the one before stays valid, such as 1h or 0s (default: 24h)',
      secondsOf,
    )
    .option('--expires <time>', 'when the token ends, such as 90d (default: as before)', secondsOf);
  withConnection(withJson(rotating)).action((name: string, options: RotateOptions) =>
    shell.finish(rotate(name, options, shell)),
  );
}

/** `vmspec token create|pair|list|rotate|revoke` */
export function configure(command: Command, shell: Shell): void {
  configureCreate(command, shell);
  configurePair(command.command('pair'), shell);
  const listing = command.command('list').summary('List the tokens.').description('List the tokens.');
  withConnection(withJson(listing)).action((options: HostOptions) => shell.finish(list(options, shell)));
  configureRotate(command, shell);
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
  vmspec token create ci --role operator --expires 90d > ci.token
  vmspec token rotate ci --grace 1h > ci.token
  vmspec token revoke ci`,
  );
}
