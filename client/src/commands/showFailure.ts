import { commands, type LogOutputChannel, window } from 'vscode';
import { HostFailure } from '../connection/failure.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandId } from './commandIds.ts';

/** A button of a message, and the command behind it. */
interface Way {
  readonly title: string;
  readonly command: CommandId | 'workbench.actions.view.problems' | 'workbench.trust.manage';
}

const connect: Way = { title: 'Connect to Host...', command: 'vmspec.connectToHost' };
const again: Way = { title: 'Try Again', command: 'vmspec.reconnect' };
const problems: Way = { title: 'Show Problems', command: 'workbench.actions.view.problems' };
const trust: Way = { title: 'Manage Trust', command: 'workbench.trust.manage' };
const log: Way = { title: 'Show Log', command: 'vmspec.showLog' };

/** Tells the log and a person what went wrong with `what`, and offers what to do next. */
export async function showFailure(error: unknown, output: LogOutputChannel, what: string): Promise<void> {
  output.error(`${what} failed${requestOf(error)}.`, error instanceof Error ? error : String(error));
  const { text, ways } = wordsOf(error);
  const chosen = await window.showErrorMessage(text, ...ways.map(({ title }) => title));
  const way = ways.find(({ title }) => title === chosen);
  if (way === log) output.show();
  else if (way !== undefined) await commands.executeCommand(way.command);
}

function wordsOf(error: unknown): { readonly text: string; readonly ways: readonly Way[] } {
  if (error instanceof HostFailure) return { text: sentence(error), ways: waysOf(error) };
  if (error instanceof CommandFailure) {
    const way = error.goOn === null ? [] : [error.goOn === 'problems' ? problems : trust];
    return { text: sentence(error), ways: way };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { text: `VMSpec made a mistake: ${message}`, ways: [log] };
}

function waysOf({ refusal, passing }: HostFailure): readonly Way[] {
  if (refusal === null) return passing ? [again, connect] : [connect];
  if (refusal.code === 'unauthorized') return [connect];
  return refusal.code === 'invalid_request' ? [problems] : [];
}

function sentence({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return hint === '' ? message : `${message} ${hint}`;
}

/** The number under which the host's own log tells more. */
function requestOf(error: unknown): string {
  if (!(error instanceof HostFailure) || error.refusal === null) return '';
  return ` (${error.refusal.code}, request ${error.refusal.request_id})`;
}
