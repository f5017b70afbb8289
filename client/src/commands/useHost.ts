import { commands } from 'vscode';
import { runningIn } from '../connection/findLocal.ts';
import { type HostChoice, readChoice } from '../hosts/hostChoice.ts';
import type { Parts } from '../parts.ts';
import { needTrust } from './needTrust.ts';

/** Uses another host in this workspace: the one that `argument` names (`local`, `practice` or an address), or one to choose. */
export async function run(parts: Pick<Parts, 'hostLink' | 'practice'>, argument: unknown): Promise<void> {
  needTrust();
  const choice = readChoice(argument);
  if (choice === null) await commands.executeCommand('vmspec.connectToHost');
  else await useHost(choice, parts);
}

/** Uses a host; a practice host that does not run is started. */
export async function useHost(
  choice: HostChoice,
  { hostLink, practice }: Pick<Parts, 'hostLink' | 'practice'>,
): Promise<void> {
  if (choice.kind === 'practice' && runningIn(practice.folder) === null) {
    await commands.executeCommand('vmspec.tryPracticeHost');
    return;
  }
  const { hosts } = await hostLink();
  await hosts.choose(choice);
}
