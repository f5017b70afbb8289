import { commands, type Disposable } from 'vscode';
import type { Parts } from '../parts.ts';
import { commandIds, type CommandId } from './commandIds.ts';
import { commandTable } from './commandTable.ts';

/** Registers every command. What one fails with is told to the person and to the log. */
export function registerCommands(parts: Parts): Disposable[] {
  return commandIds.map((id) =>
    commands.registerCommand(id, (argument: unknown, selection: unknown) =>
      run(id, parts, argument, selection),
    ),
  );
}

async function run(id: CommandId, parts: Parts, argument: unknown, selection: unknown): Promise<void> {
  try {
    await parts.words;
    const { run: command } = await commandTable[id]();
    await command(parts, argument, selection);
  } catch (error) {
    parts.failures.add(id, error);
    const { showFailure } = await import('./showFailure.ts');
    await showFailure(error, parts.output, id);
  }
}
