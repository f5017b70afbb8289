import {
  ProcessExecution,
  RelativePattern,
  Task,
  TaskGroup,
  type TaskDefinition,
  type TaskProvider,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { SPEC_SUFFIX } from '../language/selector.ts';

/** Type of the tasks, as the manifest defines it. */
export const TASK_TYPE = 'vmspec';
/** Name of the problem matcher of the manifest. */
const MATCHER = '$vmspec-validate';
/** Specs of one folder that a task is offered for. */
const MOST_TASKS = 50;

interface ValidateDefinition extends TaskDefinition {
  /** The spec, from the workspace folder; absent: every spec of the folder. */
  readonly file?: string;
}

/** Offers `vmspec validate` for each spec of the workspace, run by the editor's own Node. */
export function validateTasks(program: string): TaskProvider {
  return {
    provideTasks: async () => {
      // A virtual workspace has no files that a program could read.
      const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
      const found = await Promise.all(folders.map((folder) => tasksOf(folder, program)));
      return found.flat();
    },
    resolveTask: async (task) => {
      const folder = typeof task.scope === 'object' ? task.scope : workspace.workspaceFolders?.[0];
      if (folder === undefined) return undefined;
      const definition = task.definition as ValidateDefinition;
      const files = definition.file === undefined ? await specsOf(folder) : [definition.file];
      return taskFor(folder, definition, files, program);
    },
  };
}

async function tasksOf(folder: WorkspaceFolder, program: string): Promise<Task[]> {
  const files = await specsOf(folder);
  if (files.length === 0) return [];
  return [
    taskFor(folder, { type: TASK_TYPE }, files, program),
    ...files.slice(0, MOST_TASKS).map((file) => taskFor(folder, { type: TASK_TYPE, file }, [file], program)),
  ];
}

async function specsOf(folder: WorkspaceFolder): Promise<string[]> {
  const found = await workspace.findFiles(
    new RelativePattern(folder, `**/*${SPEC_SUFFIX}`),
    '**/node_modules/**',
  );
  return found.map((uri) => uri.path.slice(folder.uri.path.length + 1)).sort();
}

function taskFor(
  folder: WorkspaceFolder,
  definition: ValidateDefinition,
  files: readonly string[],
  program: string,
): Task {
  const name = definition.file === undefined ? 'validate all specs' : `validate ${definition.file}`;
  const execution = new ProcessExecution(process.execPath, [program, 'validate', ...files], {
    cwd: folder.uri.fsPath,
    // The editor's own program runs as Node where it is asked to, as on a desktop.
    env: { ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' },
  });
  const task = new Task(definition, folder, name, 'vmspec', execution, MATCHER);
  task.group = TaskGroup.Build;
  return task;
}
