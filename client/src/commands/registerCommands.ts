import { commands, type Disposable } from 'vscode';
import { HostFailure } from '../connection/failure.ts';
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
    const { run: command } = await commandTable[id]();
    await command(parts, argument, selection);
  } catch (error) {
    parts.failures.add(id, error);
    parts.output.error(`${id} failed${requestOf(error)}.`, error instanceof Error ? error : String(error));
    const { showFailure } = await import('./showFailure.ts');
    await showFailure(error, parts.output);
  }
}

/** The number under which the host's own log tells more. */
function requestOf(error: unknown): string {
  if (!(error instanceof HostFailure) || error.refusal === null) return '';
  return ` (${error.refusal.code}, request ${error.refusal.request_id})`;
}
