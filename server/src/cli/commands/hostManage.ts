import { rmSync } from 'node:fs';
import type { Command } from 'commander';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { renderHosts } from '../render/hosts.ts';
import {
  type HostProfiles,
  profileNamed,
  profilesPath,
  readProfiles,
  writeProfiles,
} from '../settings/profiles.ts';
import type { Shell } from '../shell.ts';

interface Saved {
  readonly path: string;
  readonly profiles: HostProfiles;
}

function saved(shell: Shell): Saved {
  const path = profilesPath(shell.context.env, shell.context.platform);
  return { path, profiles: readProfiles(path) };
}

function list(shell: Shell, json: boolean): ExitCode {
  const { profiles } = saved(shell);
  if (json) shell.json(profiles);
  else shell.say(renderHosts(profiles, shell.style));
  return exitCodes.done;
}

function use(name: string | undefined, shell: Shell): ExitCode {
  const { path, profiles } = saved(shell);
  if (name !== undefined) profileNamed(profiles, name, 'host use');
  writeProfiles(path, { ...profiles, current: name ?? null });
  shell.say(
    name === undefined ? 'Commands speak to the host of this computer.' : `Commands speak to ${name}.`,
  );
  return exitCodes.done;
}

function remove(name: string, shell: Shell): ExitCode {
  const { path, profiles } = saved(shell);
  const profile = profileNamed(profiles, name, 'host remove');
  const hosts = Object.fromEntries(Object.entries(profiles.hosts).filter(([key]) => key !== name));
  writeProfiles(path, { current: profiles.current === name ? null : profiles.current, hosts });
  if (profile.token_file !== undefined) rmSync(profile.token_file, { force: true });
  shell.say(`Removed host ${name} and its saved token. Nothing changed on the host itself.`);
  return exitCodes.done;
}

/** `vmspec host list` */
export function configureList(command: Command, shell: Shell): void {
  command
    .summary('List the saved hosts.')
    .description('List the saved hosts; * marks the one that commands speak to.')
    .option('--json', 'print JSON, for programs')
    .action((options: { readonly json?: boolean }) => shell.finish(list(shell, options.json === true)));
}

/** `vmspec host use [NAME]` */
export function configureUse(command: Command, shell: Shell): void {
  command
    .summary('Choose the host that commands speak to.')
    .description('Choose the host that commands speak to. Without a name: the host of this computer again.')
    .action((name: string | undefined) => shell.finish(use(name, shell)));
}

/** `vmspec host remove NAME` */
export function configureRemove(command: Command, shell: Shell): void {
  command
    .summary('Forget a saved host and its token.')
    .description('Forget a saved host and its token.')
    .action((name: string) => shell.finish(remove(name, shell)));
}
