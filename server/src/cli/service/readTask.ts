import { TaskState as isTaskState } from '#schemas/generated/validators.js';
import type { TaskState } from '#schemas/generated/types.ts';
import { readDocument } from '#core/readDocument.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { Command } from './commandLine.ts';
import { TASK_NAME, type Layout } from './layout.ts';
import { script } from './plan/commands.ts';
import type { ServiceTools } from './tools.ts';

/** What asks Windows for the state of the scheduled task. */
export function taskQuestion(layout: Layout, packageFolder: string): Command {
  return script(layout, packageFolder, 'Get-TaskState.ps1', ['-Name', TASK_NAME]);
}

/** What Windows knows of the scheduled task. Throws CliFailure when it cannot be read. */
export async function readTask(layout: Layout, tools: ServiceTools): Promise<TaskState> {
  const { stdout, stderr, code } = await tools.run(taskQuestion(layout, tools.packageFolder));
  const task = readDocument(stdout.trim(), isTaskState).value;
  if (task !== null) return task;
  throw new CliFailure(
    exitCodes.internal,
    `The state of the task cannot be read (exit code ${String(code)}).`,
    stderr.trim(),
  );
}
