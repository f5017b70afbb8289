import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { windowsPowerShell, windowsProgram } from './executable.ts';

/** Ends a process and everything below it, at once. Resolves when that was done; a process that is gone is no error. */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    // Node ends the direct child only; what that started would live on.
    await output(windowsProgram(process.env, 'taskkill.exe'), ['/PID', String(pid), '/T', '/F']);
    return;
  }
  const parents = process.platform === 'linux' ? parentsFromProc() : await parentsFromPs();
  // Stopped first, so that it starts nothing while its children are counted.
  signal(pid, 'SIGSTOP');
  for (const one of [...descendants(pid, parents), pid]) signal(one, 'SIGKILL');
}

/** When a process was started, in milliseconds since 1970 to about a second, or null when there is no such process. */
export async function startTimeOf(pid: number): Promise<number | null> {
  switch (process.platform) {
    case 'linux':
      return startTimeFromProc(pid);
    case 'win32': {
      const ticks = `([DateTimeOffset](Get-Process -Id ${String(Math.trunc(pid))} -ErrorAction Stop).StartTime).ToUnixTimeMilliseconds()`;
      const args = ['-NoProfile', '-NonInteractive', '-Command', ticks];
      return numberOrNull(await output(windowsPowerShell(process.env), args));
    }
    default:
      return numberOrNull(String(Date.parse(await output('/bin/ps', ['-o', 'lstart=', '-p', String(pid)]))));
  }
}

function numberOrNull(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim());
  return Number.isFinite(value) ? value : null;
}

function descendants(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [...descendants(child, parents), child]);
}

function parentsFromProc(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? procStat(Number(name))?.[PARENT] : undefined;
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  return parents;
}

/** Fields of `/proc/PID/stat` behind the name, which may hold spaces and parentheses. */
const PARENT = 1;
const START_TICKS = 19;
const TICKS_PER_S = 100;

function procStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function startTimeFromProc(pid: number): number | null {
  const ticks = procStat(pid)?.[START_TICKS];
  const boot = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'latin1'))?.[1];
  if (ticks === undefined || boot === undefined) return null;
  return (Number(boot) + Number(ticks) / TICKS_PER_S) * 1000;
}

async function parentsFromPs(): Promise<Map<number, number>> {
  const text = await output('/bin/ps', ['-A', '-o', 'pid=,ppid=']);
  const pairs = [...text.matchAll(/^\s*(\d+)\s+(\d+)\s*$/gm)];
  return new Map(pairs.map(([, pid, parent]) => [Number(pid), Number(parent)]));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}

/** What a program prints; nothing when it fails. */
function output(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(file, args, { windowsHide: true, timeout: 30_000 }, (error, stdout) => {
      resolve(error === null ? stdout : '');
    });
  });
}
