import { dataDirectories } from '#shared/host/dataDirectory.ts';
import { configPath } from './settings/hostConfig.ts';
import { runningHost } from './settings/localHost.ts';
import type { Shell } from './shell.ts';

/** Options of commands that read or change the configuration of a host of this computer. */
export interface LocalOptions {
  readonly dataDir?: string;
}

/** The data directory meant: the one whose host runs, else the one that `vmspec serve` would use. */
export function directoryOf({ dataDir }: LocalOptions, { context }: Shell): string {
  const directories = dataDirectories(context.env, context.platform, dataDir ?? null);
  return directories.find((directory) => runningHost(directory) !== null) ?? directories[0];
}

/** Says from when on a changed configuration holds. */
export function sayWhenItHolds(directory: string, shell: Shell): void {
  const running = runningHost(directory) !== null;
  const saved = `Saved in ${configPath(directory)}.`;
  shell.say(running ? 'The host is running: restart it for this to take effect.' : saved);
}
