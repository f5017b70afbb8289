import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { window, workspace } from 'vscode';
import type { FormRefusal, FormSubmission } from '#schemas/generated/types.ts';
import { HostFailure } from '../connection/failure.ts';
import type { HostConnection } from '../connection/hostConnection.ts';
import { confirmation } from '../provision/confirmation.ts';
import { submit } from '../provision/submit.ts';
import type { FormMemory } from './formMemory.ts';

export interface SubmissionOptions {
  readonly uri: string;
  readonly connection: HostConnection;
  readonly memory: FormMemory;
  readonly show: (message: FormSubmission) => void;
  /** A job was made. */
  readonly accepted: (jobId: string, host: string) => void;
}

/** Submitting a file from its form: what is refused stays told in the form, and nothing typed is touched. */
export interface Submission {
  message(): FormSubmission;
  /** Asks the person, sends the text as it is now, and tells how it went. Never rejects. */
  submit(text: string): Promise<void>;
  /** Tells what went wrong with something else that was asked of the host. */
  refuse(error: unknown): void;
  forget(): void;
}

/** Makes the submission of a file. */
export function createSubmission(options: SubmissionOptions): Submission {
  const { uri, connection, memory } = options;
  const live: { message: FormSubmission } = { message: interrupted(memory.request(uri) !== null) };
  const become = (state: FormSubmission['state'], refusal: FormRefusal | null): void => {
    live.message = { type: 'submission', state, refusal };
    options.show(live.message);
  };
  const send = async (text: string): Promise<void> => {
    const host = await connection.call('host/get', {});
    const plan = await connection.call('vms/plan', {}, text);
    if (!plan.fits) {
      const [first] = plan.problems;
      become('idle', { message: first?.message ?? l10n.t('It does not fit.'), hint: '' });
      return;
    }
    const { question, detail, button } = confirmation(plan, host);
    if ((await window.showInformationMessage(question, { modal: true, detail }, button)) !== button) {
      become('idle', null);
      return;
    }
    become('sending', null);
    const kept = memory.request(uri);
    // The same text whose answer never came goes out under its key, so that it is done once.
    const key = kept?.text === text ? kept.key : randomUUID();
    await memory.keepRequest(uri, { key, text });
    const jobId = await submit(connection, text, key);
    await memory.keepRequest(uri, null);
    become('idle', null);
    options.accepted(jobId, host.name);
  };
  const refuse = (error: unknown): void => {
    // Only a host that answered has not done it.
    if (error instanceof HostFailure && error.refusal !== null) void memory.keepRequest(uri, null);
    become('idle', refusalOf(error));
  };
  return {
    message: () => live.message,
    submit: async (text) => {
      if (live.message.state !== 'idle') return;
      become('asking', null);
      try {
        if (!workspace.isTrusted) throw new Error(l10n.t('A host is used only in a trusted workspace.'));
        await send(text);
      } catch (error) {
        refuse(error);
      }
    },
    refuse,
    forget: () => become(live.message.state, null),
  };
}

/** What is told after a reload of the window in the moment of a submit. */
function interrupted(was: boolean): FormSubmission {
  const refusal = was
    ? {
        message: l10n.t('The answer to the last submit did not arrive.'),
        hint: l10n.t('Submit again: if the host has it already, nothing is created twice.'),
      }
    : null;
  return { type: 'submission', state: 'idle', refusal };
}

function refusalOf(error: unknown): FormRefusal {
  if (error instanceof HostFailure) return { message: error.message, hint: error.hint };
  return { message: error instanceof Error ? error.message : String(error), hint: '' };
}
