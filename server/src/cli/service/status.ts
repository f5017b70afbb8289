import { readFileSync } from 'node:fs';
import type { TaskState } from '#schemas/generated/types.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { runningHost } from '../settings/localHost.ts';
import type { Shell } from '../shell.ts';
import { commandLine } from './commandLine.ts';
import type { Layout } from './layout.ts';
import { localDoor } from './localDoor.ts';
import { findInstalled } from './findInstalled.ts';
import { readRecord } from './readFacts.ts';
import { readTask, taskQuestion } from './readTask.ts';
import { findLayout, type FolderOptions, type ServiceTools } from './tools.ts';

/** Options of `vmspec service status`. */
export interface StatusOptions extends FolderOptions {
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

/** How the service is, as programs read it. */
interface Status {
  /** Installed version, or null. */
  readonly version: string | null;
  readonly task: TaskState;
  readonly url: string | null;
  /** When the host started; null while none runs. */
  readonly since: string | null;
  readonly ready: boolean;
  /** File that holds what the host prints, and its last lines while it is not ready. */
  readonly output: string;
  readonly last_lines: readonly string[];
}

const LAST_LINES = 12;

/** Says how the service is. Throws CliFailure. */
export async function status(options: StatusOptions, shell: Shell, tools: ServiceTools): Promise<ExitCode> {
  if (options.dryRun === true) {
    const layout = findLayout(options, shell);
    const command = taskQuestion(layout, tools.packageFolder);
    shell.say([commandLine(command), `read ${layout.record}`, 'GET /readyz'].join('\n'));
    return exitCodes.done;
  }
  tools.check();
  const layout = await findInstalled(options, shell, tools);
  const task = await readTask(layout, tools);
  const found = await look(layout, task);
  if (options.json === true) shell.json(found);
  else shell.say(render(found, layout, shell));
  return found.ready ? exitCodes.done : exitCodes.notReachable;
}

async function look({ record, dataDirectory, output }: Layout, task: TaskState): Promise<Status> {
  const running = runningHost(dataDirectory);
  const ready = (await localDoor().readyVersion(dataDirectory)) !== null;
  return {
    version: readRecord(record)?.version ?? null,
    task,
    url: running?.url ?? null,
    since: running?.started_at ?? null,
    ready,
    output,
    last_lines: ready ? [] : lastLines(output),
  };
}

function lastLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LAST_LINES);
  } catch {
    return [];
  }
}

function render(found: Status, { dataDirectory }: Layout, { style }: Shell): string {
  const { version, task, url, since, ready, output, last_lines } = found;
  const rows = [
    ['installed', version ?? 'no'],
    ['task', taskWords(task, version !== null)],
    ['address', url ?? '-'],
    ['since', since ?? '-'],
    ['ready', ready ? style('green', 'yes') : style('red', 'no')],
    ['data', dataDirectory],
  ];
  const said = ready
    ? []
    : [
        '',
        last_lines.length === 0 ? `The host has said nothing (${output}).` : `The host said (${output}):`,
        ...last_lines,
      ];
  return [...rows.map(([name = '', value = '']) => `${name.padEnd(10)} ${value}`), ...said].join('\n');
}

/** Who is not elevated does not see the tasks of the system. */
function taskWords({ state, last_result }: TaskState, installed: boolean): string {
  if (state === 'Missing' && installed)
    return 'not seen; an elevated PowerShell shows it unless it was removed';
  return last_result === null ? state : `${state}, last result ${String(last_result)}`;
}
