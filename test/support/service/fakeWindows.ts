import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { commandLine, type Command } from '../../../server/src/cli/service/commandLine.ts';
import type { Ran } from '../../../server/src/cli/service/world.ts';

/** A scheduled task, as it was registered. */
export interface FakeTask {
  readonly exe: string;
  readonly args: readonly string[];
  readonly xml: string;
  enabled: boolean;
}

/** Stands in for the programs of Windows that an installation runs. */
export interface FakeWindows {
  /** Every command that was run, as a person would type it. */
  readonly commands: string[];
  readonly tasks: Map<string, FakeTask>;
  /** Arguments of the firewall rules, by name. */
  readonly rules: Map<string, readonly string[]>;
  /** Rights of folders in SDDL, by path. */
  readonly folders: Map<string, string>;
  run(command: Command): Promise<Ran>;
}

export interface FakeWindowsOptions {
  /** Starts what a task runs. */
  readonly start?: (task: FakeTask) => Promise<void> | void;
  /** Ends what a task runs. */
  readonly end?: (task: FakeTask) => Promise<void> | void;
  readonly elevated?: boolean;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly taskState?: Readonly<Record<string, unknown>>;
}

const ok: Ran = { code: 0, stdout: '', stderr: '' };
const failed: Ran = { code: 1, stdout: '', stderr: 'ERROR: it is not there' };

/** Makes one on which nothing is installed. */
export function fakeWindows(options: FakeWindowsOptions = {}): FakeWindows {
  const windows: FakeWindows = {
    commands: [],
    tasks: new Map(),
    rules: new Map(),
    folders: new Map(),
    run: async (command) => {
      windows.commands.push(commandLine(command));
      const name = lastName(command.exe);
      if (name === 'whoami.exe') return { ...ok, stdout: groups(options.elevated !== false) };
      if (name === 'icacls.exe') return icacls(command.args);
      if (name === 'schtasks.exe') return schtasks(windows, command.args, options);
      return powershell(windows, command.args, options);
    },
  };
  return windows;
}

function groups(elevated: boolean): string {
  const label = elevated ? 'S-1-16-12288' : 'S-1-16-8192';
  return `"BUILTIN\\Administrators","Alias","S-1-5-32-544",""\r\n"Mandatory Label\\Level","Label","${label}",""\r\n`;
}

/** A pattern must fit something. */
function icacls([path = '']: readonly string[]): Ran {
  const folder = path.replace(/[\\/]\*$/, '');
  return existsSync(folder) && readdirSync(folder).length > 0 ? ok : failed;
}

async function schtasks(
  windows: FakeWindows,
  args: readonly string[],
  { start, end }: FakeWindowsOptions,
): Promise<Ran> {
  const [verb, , name = ''] = args;
  const task = windows.tasks.get(name);
  if (verb === '/Create') {
    windows.tasks.set(name, readTask(args[args.indexOf('/XML') + 1] ?? ''));
    return ok;
  }
  if (task === undefined) return failed;
  if (verb === '/Delete') windows.tasks.delete(name);
  else if (verb === '/Change') task.enabled = args.includes('/ENABLE');
  else if (verb === '/Run' && !task.enabled) return failed;
  else if (verb === '/Run') await start?.(task);
  else if (verb === '/End') await end?.(task);
  return ok;
}

function powershell(windows: FakeWindows, args: readonly string[], options: FakeWindowsOptions): Ran {
  const [, , , script = '', ...rest] = args;
  // The usual folders are those of Windows here as well, and join paths in its way.
  const file = script.replaceAll('\\', '/');
  // A script that is not there cannot be run.
  if (!existsSync(file)) return { ...failed, stderr: `${file} is not there` };
  const value = (name: string): string => rest[rest.indexOf(name) + 1] ?? '';
  switch (lastName(file)) {
    case 'Get-SetupFacts.ps1': {
      const facts = {
        execution_policy: 'RemoteSigned',
        language_mode: 'FullLanguage',
        program_owners: [],
        data_owners: [],
      };
      return { ...ok, stdout: `${JSON.stringify({ ...facts, ...options.facts })}\r\n` };
    }
    case 'Get-TaskState.ps1': {
      const state = windows.tasks.has(value('-Name')) ? 'Running' : 'Missing';
      return {
        ...ok,
        stdout: JSON.stringify({
          state,
          last_run: null,
          last_result: null,
          program: windows.tasks.get(value('-Name'))?.exe ?? null,
          ...options.taskState,
        }),
      };
    }
    case 'Protect-Folder.ps1':
      return protectFolder(windows, value('-Path'), value('-State'), value('-Sddl'));
    case 'Set-FirewallRule.ps1':
      windows.rules.set(value('-Name'), rest);
      return ok;
    case 'Remove-FirewallRule.ps1':
      windows.rules.delete(value('-Name'));
      return ok;
    case 'Register-Task.ps1':
      windows.tasks.set(value('-Name'), readTask(value('-Path')));
      return ok;
    default:
      return { ...failed, stderr: `unknown script ${file}` };
  }
}

/** A folder is as it was found, or nothing is done. */
function protectFolder(windows: FakeWindows, path: string, state: string, sddl: string): Ran {
  const there = existsSync(path);
  const used = there && readdirSync(path).length > 0;
  if (state !== (there ? (used ? 'Used' : 'Empty') : 'Missing'))
    return { ...failed, stderr: `${path} is not ${state}` };
  mkdirSync(path, { recursive: true });
  windows.folders.set(path, sddl);
  return ok;
}

/** Reads a task's definition as Task Scheduler does: UTF-16 with its mark. */
export function readTask(path: string): FakeTask {
  const xml = readFileSync(path).toString('utf16le');
  const document = new DOMParser().parseFromString(xml.replace(/^\uFEFF/, ''), 'text/xml');
  const text = (name: string): string => document.getElementsByTagName(name)[0]?.textContent ?? '';
  const args = [...text('Arguments').matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  return { exe: text('Command'), args, xml, enabled: true };
}

function lastName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}
