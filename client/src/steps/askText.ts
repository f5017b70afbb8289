import { QuickInputButtons, window } from 'vscode';
import type { StepPlace } from './runSteps.ts';

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with a text; null: nothing. */
  readonly check: (text: string) => string | null;
}

/** Asks for a text in a step; the editor shows its number and, from the second on, a way back. */
export function askText(
  question: TextQuestion,
  { step, totalSteps, message }: StepPlace,
): Promise<{ readonly text: string } | 'back' | null> {
  const input = window.createInputBox();
  Object.assign(input, {
    title: question.title,
    prompt: question.prompt,
    value: question.value,
    step,
    totalSteps,
  });
  input.ignoreFocusOut = true;
  input.placeholder = question.placeholder ?? '';
  input.password = question.password ?? false;
  input.validationMessage = message ?? undefined;
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise((resolve) => {
    const end = (answer: { readonly text: string } | 'back' | null): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidChangeValue((text) => {
      input.validationMessage = (text === '' ? null : question.check(text)) ?? undefined;
    });
    input.onDidAccept(() => {
      const wrong = question.check(input.value);
      if (wrong === null) end({ text: input.value });
      else input.validationMessage = wrong;
    });
    input.onDidTriggerButton(() => end('back'));
    input.onDidHide(() => end(null));
    input.show();
  });
}
