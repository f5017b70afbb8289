import { posix } from 'node:path';
import type { Command } from '../commandLine.ts';
import type { FolderState } from '../facts.ts';
import { RULE_NAME, TASK_NAME, type Layout } from '../layout.ts';
import { SYSTEM, type ServiceSettings } from '../settings.ts';
import { MARKER_TEXT } from '../marker.ts';
import type { Action, Run } from '../step.ts';

/** Administrators by SID: names of groups are translated. */
const ADMINISTRATORS = '*S-1-5-32-544';

/** Rights to a folder and all that will be in it, in SDDL: of SYSTEM, Administrators and Users. */
export const rights = {
  system: '(A;OICI;FA;;;SY)',
  administrators: '(A;OICI;FA;;;BA)',
  usersRead: '(A;OICI;0x1200a9;;;BU)',
} as const;

/** A folder of an installation. */
export interface ProtectedFolder {
  readonly path: string;
  readonly marker: string;
  readonly state: FolderState;
  readonly rights: readonly string[];
  /** Account of the service, which may change what is in it; SYSTEM may anyway. */
  readonly account: string;
}

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

/**
 * Makes a folder that has an owner and rights before anything can be put into it, or gives an existing one these rights
 * and no others; what is in it then has what it inherits, and nothing of its own.
 */
export function protect(
  layout: Layout,
  packageFolder: string,
  { path, marker, state, rights: granted, account }: ProtectedFolder,
): readonly Action[] {
  const sddl = `O:BAD:P${granted.join('')}`;
  const args = [
    ...['-Path', path, '-Sddl', sddl],
    ...['-State', state.charAt(0).toUpperCase() + state.slice(1)],
    ...(account === SYSTEM ? [] : ['-Account', account]),
  ];
  const exe = layout.program('icacls.exe');
  const all = layout.paths.join(path, '*');
  return [
    { kind: 'protect-folder', path, command: script(layout, packageFolder, 'Protect-Folder.ps1', args) },
    { kind: 'write', path: marker, text: MARKER_TEXT },
    { kind: 'run', exe, args: [all, '/setowner', ADMINISTRATORS, '/T', '/Q'] },
    { kind: 'run', exe, args: [all, '/reset', '/T', '/Q'] },
  ];
}
