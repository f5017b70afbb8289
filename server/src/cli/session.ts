import { type Client, createClient } from './client/client.ts';
import { type ConnectionOptions, findTarget } from './settings/findTarget.ts';
import type { Shell } from './shell.ts';

/** Options of every command that prints what a host answers. */
export interface HostOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** What people read on every output of a practice host. */
export const PRACTICE = 'practice host: nothing is created';

/** Runs `work` with a connection to the host that the options name, and closes it. */
export async function withClient<T>(
  shell: Shell,
  options: ConnectionOptions,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { env, platform } = shell.context;
  const client = createClient(shell.context, () => findTarget(options, env, platform));
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

/** Says so, once, when the host is a practice host. `known`: what an answer has told already. */
export async function sayPractice(shell: Shell, client: Client, known: boolean | null = null): Promise<void> {
  const told = known ?? client.target().simulated;
  const simulated = told ?? (await client.call('getHost')).body.simulated;
  if (simulated) shell.say(shell.style('cyan', PRACTICE));
}
