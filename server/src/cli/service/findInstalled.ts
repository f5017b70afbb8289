import type { TaskState } from '#schemas/generated/types.ts';
import { exitCodes } from '../exitCodes.ts';
import { CliFailure } from '../failure.ts';
import type { Shell } from '../shell.ts';
import { TASK_NAME, type Layout } from './layout.ts';
import { readTask } from './readTask.ts';
import { readRecord } from './readFacts.ts';
import { findLayout, type FolderOptions, type ServiceTools } from './tools.ts';

/**
 * Where everything of the installation is. One in a folder of its own is found by the program that the scheduled task
 * runs, so that nobody has to name the folder again. Throws CliFailure.
 */
export async function findInstalled(
  options: FolderOptions,
  shell: Shell,
  tools: ServiceTools,
): Promise<Layout> {
  const layout = findLayout(options, shell);
  if (options.programDir !== undefined || readRecord(layout.record) !== null) return layout;
  const programDir = programRootOf(await readTask(layout, tools), layout);
  if (programDir === null) return layout;
  const found = findLayout({ ...options, programDir }, shell);
  return readRecord(found.record) === null ? layout : found;
}

/**
 * A task whose installation is not in these folders would be replaced, and its host ended, by what takes itself for the
 * first installation. Throws CliFailure then.
 */
export async function refuseOtherInstallation(layout: Layout, tools: ServiceTools): Promise<void> {
  const task = await readTask(layout, tools);
  if (task.state === 'Missing') return;
  const root = programRootOf(task, layout);
  if (root !== null && layout.same(root, layout.programRoot) && readRecord(layout.record) !== null) return;
  throw new CliFailure(
    exitCodes.configuration,
    `The scheduled task ${TASK_NAME} is there already and runs ${task.program ?? 'something else'}, which is not of an installation in ${layout.programRoot}.`,
    'Name the folder of that installation with --program-dir, or remove it first with uninstall.ps1; that also removes what was half done.',
  );
}

/** `node.exe` lies in the folder of a version, and that in the program folder. */
function programRootOf({ program }: TaskState, { paths }: Layout): string | null {
  return program === null ? null : paths.dirname(paths.dirname(program));
}
