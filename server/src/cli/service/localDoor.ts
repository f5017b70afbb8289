import { setTimeout as delay } from 'node:timers/promises';
import { dataFiles } from '../../host/dataFiles.ts';
import { isHeld } from '../../host/store/summary.ts';
import { type Client, createClient } from '../client/client.ts';
import { HostRefusal, HostUnreachable } from '../failure.ts';
import { isAlive } from '#shared/host/hostFile.ts';
import { localTarget, runningHost } from '../settings/localHost.ts';
import type { HostDoor } from './world.ts';

/** Speaks to the host of a data directory on this computer, as its administrator. */
export function localDoor(): HostDoor {
  const seen = new Map<string, number>();
  return {
    runs: (dataDirectory) => {
      // A host that stops takes its file away first and has its records open until its process ends.
      const pid = runningHost(dataDirectory)?.pid ?? seen.get(dataDirectory);
      if (pid !== undefined) seen.set(dataDirectory, pid);
      // One that still waits for the machine has no file yet, and its records open.
      return (pid !== undefined && isAlive(pid)) || isHeld(dataFiles(dataDirectory).database);
    },
    askToStop: async (dataDirectory, finish) => {
      try {
        await withLocalClient(dataDirectory, (client) =>
          client.call('stopHost', { body: { drain: finish } }),
        );
      } catch (error) {
        // It is gone, not ready, or too old to be asked; then the task is ended, and the next start takes up its jobs.
        if (error instanceof HostUnreachable) return false;
        if (error instanceof HostRefusal && ['route_not_found', 'not_ready'].includes(error.body.code))
          return false;
        throw error;
      }
      return true;
    },
    readyVersion: async (dataDirectory) => {
      if (runningHost(dataDirectory) === null) return null;
      try {
        return await withLocalClient(dataDirectory, async (client) => {
          await client.call('readyz', { retries: 0 });
          return (await client.call('getHost', { retries: 0 })).body.version;
        });
      } catch (error) {
        if (error instanceof HostUnreachable || error instanceof HostRefusal) return null;
        throw error;
      }
    },
  };
}

/** Runs `work` with a connection to the host of a data directory, and closes it. Ctrl-C does not cut a call short. */
export async function withLocalClient<T>(
  dataDirectory: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { signal } = new AbortController();
  const context = { interrupt: () => signal, sleep: (ms: number) => delay(ms) };
  const client = createClient(context, () => localTarget([dataDirectory], 'host.json'));
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
