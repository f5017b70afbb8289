import * as l10n from '@vscode/l10n';
import { commands, type LogOutputChannel, window } from 'vscode';
import { HostFailure } from '../connection/failure.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandId } from './commandIds.ts';

/** A button of a message, and the command behind it. */
interface Way {
  readonly title: string;
  readonly command: CommandId | 'workbench.actions.view.problems' | 'workbench.trust.manage';
}

/** The ways out, in the person's language, which is known when the first is offered. */
function ways() {
  return {
    connect: { title: l10n.t('Connect to Host...'), command: 'vmspec.connectToHost' },
    again: { title: l10n.t('Try Again'), command: 'vmspec.reconnect' },
    problems: { title: l10n.t('Show Problems'), command: 'workbench.actions.view.problems' },
    trust: { title: l10n.t('Manage Trust'), command: 'workbench.trust.manage' },
    log: { title: l10n.t('Show Log'), command: 'vmspec.showLog' },
  } as const satisfies Readonly<Record<string, Way>>;
}

/** Tells the log and a person what went wrong with `what`, and offers what to do next. */
export async function showFailure(error: unknown, output: LogOutputChannel, what: string): Promise<void> {
  output.error(`${what} failed${requestOf(error)}.`, error instanceof Error ? error : String(error));
  const { text, offered } = wordsOf(error);
  const chosen = await window.showErrorMessage(text, ...offered.map(({ title }) => title));
  const way = offered.find(({ title }) => title === chosen);
  if (way !== undefined) await commands.executeCommand(way.command);
}

function wordsOf(error: unknown): { readonly text: string; readonly offered: readonly Way[] } {
  if (error instanceof HostFailure) return { text: sentence(error), offered: waysOf(error) };
  if (error instanceof CommandFailure) {
    const way = error.goOn === null ? [] : [ways()[error.goOn]];
    return { text: sentence(error), offered: way };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { text: l10n.t('VMSpec made a mistake: {0}', message), offered: [ways().log] };
}

function waysOf({ refusal, passing }: HostFailure): readonly Way[] {
  const { again, connect, problems } = ways();
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
