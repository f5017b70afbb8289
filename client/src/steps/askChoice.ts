import { QuickInputButtons, type QuickPickItem, window } from 'vscode';
import type { StepPlace } from './runSteps.ts';

/** A row; without a value it is there to be read only. */
export interface Choice<V> extends QuickPickItem {
  readonly value?: V;
}

export interface ChoiceQuestion<V> {
  readonly title: string;
  readonly placeholder: string;
  /** The rows; while they are being found the editor shows that it is busy. May reject: the question is then taken away. */
  readonly choices: readonly Choice<V>[] | Promise<readonly Choice<V>[]>;
}

/** Asks for one of several in a step. Rejects with what finding the rows rejects with. */
export function askChoice<V>(
  { title, placeholder, choices }: ChoiceQuestion<V>,
  { step, totalSteps }: StepPlace,
): Promise<V | 'back' | null> {
  const pick = window.createQuickPick<Choice<V>>();
  Object.assign(pick, { title, placeholder, step, totalSteps, busy: true });
  pick.ignoreFocusOut = true;
  pick.matchOnDetail = true;
  if (step > 1) pick.buttons = [QuickInputButtons.Back];
  return new Promise((resolve, reject) => {
    const end = (answer: V | 'back' | null): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) end(value);
    });
    pick.onDidTriggerButton(() => end('back'));
    pick.onDidHide(() => end(null));
    pick.show();
    Promise.resolve(choices).then(
      (rows) => {
        pick.items = rows;
        pick.busy = false;
      },
      (error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        pick.dispose();
      },
    );
  });
}
