import { ChildProcess, type SpawnOptions } from 'node:child_process';
import { PowerShell } from 'node-powershell';
import { killTree } from './processTree.ts';
import type { ShellOutput, ShellProcess } from './shellProcess.ts';

/** Which PowerShell is started, and in what. */
export interface NodePowerShellOptions {
  /** Absolute path. */
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** A shell that writes more than this while one line runs is ended: reading costs the square of the size. */
const MAX_OUTPUT_CHARS = 12 * 2 ** 20;

/** Takes the executable that it is given and nothing else: node-powershell would prefer `NODE_POWERSHELL`. */
class OwnPowerShell extends PowerShell {
  protected override setExecutable({ executable }: { readonly executable?: string }): string {
    if (executable === undefined) throw new Error('a shell needs an executable');
    return executable;
  }
}

/** Starts PowerShell through node-powershell, and knows its ways so that nobody else has to. */
export function startPowerShell({ executable, env, cwd }: NodePowerShellOptions): ShellProcess {
  const options = {
    executable,
    executableOptions: { '-NoProfile': true, '-NonInteractive': true },
    spawnOptions: {
      env: { ...env, NODE_POWERSHELL: undefined },
      cwd,
      windowsHide: true,
    } satisfies SpawnOptions,
    // Text on standard error is noise: whether the line did its work stands in its answer.
    throwOnInvocationError: false,
  };
  try {
    return drive(new OwnPowerShell(options));
  } catch (error) {
    return notStarted(messageOf(error));
  }
}

function drive(shell: OwnPowerShell): ShellProcess {
  const child: unknown = Reflect.get(shell, 'process');
  if (!(child instanceof ChildProcess)) throw new Error('node-powershell keeps its process elsewhere');
  const { pid } = child;
  // Rejects when the process ends with a code, and when it never began. Without a handler that would end this process.
  const exit: unknown = Reflect.get(shell, 'exitPromise');
  void Promise.resolve(exit).catch(() => undefined);
  const state: { capture: Capture | null } = { capture: null };
  const kill = async (): Promise<void> => {
    if (pid !== undefined && child.exitCode === null && child.signalCode === null) await killTree(pid);
  };
  const take = (stream: 'stdout' | 'stderr', chunk: unknown): void => {
    const { capture } = state;
    if (capture === null) return;
    capture.chars += String(chunk).length;
    if (capture.chars <= MAX_OUTPUT_CHARS) capture[stream].push(String(chunk));
    else void kill();
  };
  for (const stream of ['stdout', 'stderr'] as const) {
    shell.streams[stream].on('data', (chunk: unknown) => {
      take(stream, chunk);
    });
    shell.streams[stream].on('error', () => undefined);
  }
  shell.streams.stdin.on('error', () => undefined);
  const ended = endOf(child);
  return {
    pid: pid ?? null,
    ended,
    kill,
    run: async (line) => {
      if (/[\r\n]/.test(line)) throw new Error('a shell is given one line at a time');
      const capture: Capture = { stdout: [], stderr: [], chars: 0 };
      state.capture = capture;
      const reason = await Promise.race([ended, invoke(shell, line)]);
      state.capture = null;
      return outputOf(capture, reason);
    },
  };
}

/** What one line wrote so far. */
interface Capture {
  readonly stdout: string[];
  readonly stderr: string[];
  chars: number;
}

function outputOf({ stdout, stderr }: Capture, ended: string | null): ShellOutput {
  return { stdout: withoutMarks(stdout.join('')), stderr: withoutMarks(stderr.join('')), ended };
}

/** Without the two lines by which node-powershell knows where the output of a line begins and ends. */
function withoutMarks(text: string): string {
  const mark = /^([0-9A-Za-z]{16})\r?\n/.exec(text)?.[1];
  if (mark === undefined) return text;
  const inner = text.slice(text.indexOf('\n') + 1);
  const end = inner.lastIndexOf(mark);
  return end === -1 ? inner : inner.slice(0, end);
}

/** Answers null when the line came to its end. A process that exits with 0 resolves too, with an empty record. */
async function invoke(shell: OwnPowerShell, line: string): Promise<string | null> {
  try {
    const record = await shell.invoke(line);
    return record.stdout === undefined ? 'it ended' : null;
  } catch (error) {
    return messageOf(error);
  } finally {
    // It keeps every output for ever.
    shell.history.splice(0);
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(`it cannot be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `it ended with exit code ${String(code)}` : `it was ended by ${signal}`);
    });
  });
}

function notStarted(reason: string): ShellProcess {
  const why = `it cannot be started: ${reason}`;
  return {
    pid: null,
    ended: Promise.resolve(why),
    kill: () => Promise.resolve(),
    run: () => Promise.resolve({ stdout: '', stderr: '', ended: why }),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}
