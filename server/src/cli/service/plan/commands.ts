import { posix } from 'node:path';
import type { Command } from '../commandLine.ts';
import { RULE_NAME, TASK_NAME, type Layout } from '../layout.ts';
import { SYSTEM, type ServiceSettings } from '../settings.ts';
import type { Run } from '../step.ts';

/** Administrators, SYSTEM and Users by SID: names of groups are translated. */
export const sids = { system: '*S-1-5-18', administrators: '*S-1-5-32-544', users: '*S-1-5-32-545' } as const;

/** A script of ours; arguments after `-File` are never parsed as code. */
export function script(
  layout: Layout,
  packageFolder: string,
  name: string,
  args: readonly string[],
): Command {
  const { paths, powershell } = layout;
  const file = paths.join(packageFolder, ...posix.join('dist/powershell/setup', name).split('/'));
  return { exe: powershell, args: ['-NoProfile', '-NonInteractive', '-File', file, ...args] };
}

/** Task Scheduler, told something about our task. */
export function task(layout: Layout, args: readonly string[], accept?: Run['accept']): Run {
  const [verb = '', ...rest] = args;
  const command = {
    kind: 'run',
    exe: layout.program('schtasks.exe'),
    args: [verb, '/TN', TASK_NAME, ...rest],
  } as const;
  return accept === undefined ? command : { ...command, accept };
}

/** Registers the task out of its XML, in place of the one that may be there. */
export function register(
  layout: Layout,
  packageFolder: string,
  { account }: Pick<ServiceSettings, 'account'>,
): Run {
  if (account === SYSTEM) return task(layout, ['/Create', '/XML', layout.taskXml, '/F']);
  const args = ['-Name', TASK_NAME, '-Path', layout.taskXml];
  return { kind: 'run', ...script(layout, packageFolder, 'Register-Task.ps1', args) };
}

/** Opens the port. */
export function openFirewall(
  layout: Layout,
  packageFolder: string,
  { port, firewallProfile }: Pick<ServiceSettings, 'port' | 'firewallProfile'>,
): Run {
  const profile = firewallProfile.charAt(0).toUpperCase() + firewallProfile.slice(1);
  const program = layout.paths.join(packageFolder, 'node.exe');
  const args = ['-Name', RULE_NAME, '-Port', String(port), '-Profile', profile, '-Program', program];
  return { kind: 'run', ...script(layout, packageFolder, 'Set-FirewallRule.ps1', args) };
}

/** Removes the rule, where there is one. */
export function closeFirewall(layout: Layout, packageFolder: string): Run {
  return { kind: 'run', ...script(layout, packageFolder, 'Remove-FirewallRule.ps1', ['-Name', RULE_NAME]) };
}

/** Grants by SID or account; what was inherited goes, and what the given say is all that they may. */
export function protect(layout: Layout, path: string, grants: readonly string[]): readonly Run[] {
  const exe = layout.program('icacls.exe');
  return [
    { kind: 'run', exe, args: [path, '/setowner', sids.administrators] },
    { kind: 'run', exe, args: [path, '/inheritance:r', '/grant:r', ...grants] },
  ];
}

/** Full control of a folder and all that will be in it. */
export function full(who: string): string {
  return `${who}:(OI)(CI)F`;
}
