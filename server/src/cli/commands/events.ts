import type { Command } from 'commander';
import type { Client } from '../client/client.ts';
import type { Position } from '../events.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { HostRefusal, HostUnreachable } from '../failure.ts';
import { wholeNumber, withConnection, withJson } from '../options.ts';
import { renderEvent } from '../render/event.ts';
import { type HostOptions, sayPractice, withClient } from '../session.ts';
import type { Shell } from '../shell.ts';
import type { HostEvent } from '#schemas/generated/types.ts';

interface Options extends HostOptions {
  readonly follow?: boolean;
  readonly after?: number;
  readonly limit?: number;
}

/** The position after which the log holds `limit` events. */
async function beforeNewest(client: Client, limit: number): Promise<number> {
  const { body } = await client.call('listEvents', { query: { limit: 1 } });
  return Math.max(0, body.seq - limit);
}

async function list(shell: Shell, client: Client, options: Options): Promise<ExitCode> {
  const { limit } = options;
  // Whoever asks for a few events and names no position means the newest.
  const newest = options.after === undefined && limit !== undefined;
  const after = newest ? await beforeNewest(client, limit) : options.after;
  const query = { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) };
  const { body } = await client.call('listEvents', { query });
  if (options.json === true) {
    shell.json(body);
    return exitCodes.done;
  }
  await sayPractice(shell, client);
  if (body.pruned) shell.say(shell.style('yellow', 'older events are gone'));
  for (const event of body.events) shell.say(renderEvent(event, shell.style));
  if (body.events.length === 0) shell.say('No events.');
  return exitCodes.done;
}

/** Waits until the host answers again; also tells a host that refuses, which the socket tells badly. */
async function comeBack(shell: Shell, client: Client): Promise<void> {
  const signal = shell.context.interrupt();
  while (!signal.aborted) {
    try {
      await client.call('getHost', { retries: 0 });
      return;
    } catch (failure) {
      const busy = failure instanceof HostRefusal && failure.exit === exitCodes.busy;
      if (!busy && !(failure instanceof HostUnreachable && failure.passing)) throw failure;
      await shell.context.sleep(1000, signal);
    }
  }
}

async function follow(shell: Shell, client: Client, options: Options): Promise<ExitCode> {
  const { streamEvents } = await import('../events.ts');
  const json = options.json === true;
  const signal = shell.context.interrupt();
  // Answers for a wrong token or address with the usual words before the socket is opened.
  const host = await client.call('getHost');
  if (!json) await sayPractice(shell, client, host.body.simulated);
  const position: Position = { after: options.after ?? null, epoch: null };
  const sink = {
    event: (event: HostEvent): void => {
      shell.say(json ? JSON.stringify(event) : renderEvent(event, shell.style));
    },
    gap: (): void => {
      shell.warn('Some events are gone: the host keeps only the newer ones.');
    },
  };
  while (!signal.aborted) {
    try {
      await streamEvents(client, position, sink, signal);
    } catch (failure) {
      if (!(failure instanceof HostUnreachable)) throw failure;
      shell.warn('host not reachable, retrying …');
      await shell.context.sleep(500, signal);
      await comeBack(shell, client);
    }
  }
  return exitCodes.detached;
}

/** `vmspec events [--follow]` */
export function configure(command: Command, shell: Shell): void {
  command
    .option('--follow', 'show events as they happen, until Ctrl-C')
    .option('--after <seq>', 'only events after this position', wholeNumber(0))
    .option('--limit <n>', 'how many, the newest unless --after is given; without --follow', wholeNumber(1));
  withConnection(withJson(command))
    .addHelpText(
      'after',
      `
With --follow --json every event is one line of JSON.

Examples:
  vmspec events --limit 20
  vmspec events --follow`,
    )
    .action((options: Options) =>
      shell.finish(
        withClient(shell, options, (client) =>
          options.follow === true ? follow(shell, client, options) : list(shell, client, options),
        ),
      ),
    );
}
