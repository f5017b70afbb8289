import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Vm } from '#schemas/generated/types.ts';
import { powerOf } from '#shared/words/vmWords.ts';
import type { OpenStore } from '../commands/openStore.ts';
import type { Parts } from '../parts.ts';
import { deleteQuestion } from './questions.ts';
import { runOnVms } from './runOnVms.ts';

/** Deletes VMs, after one question that says what becomes of their disks. */
export async function deleteVms(
  parts: Pick<Parts, 'jobEnds' | 'output'>,
  { connection, state }: OpenStore,
  vms: readonly Vm[],
): Promise<void> {
  const { text, detail } = deleteQuestion(vms, state.host);
  const withDisks = l10n.t('Delete VMs and Disks');
  const keepDisks = l10n.t('Delete VMs, Keep Disks');
  const chosen = await window.showWarningMessage(text, { modal: true, detail }, withDisks, keepDisks);
  if (chosen === undefined) return;
  const disks = chosen === withDisks ? 'delete' : 'keep';
  await runOnVms(parts, 'delete', vms, ({ vm_id, state: now }, idempotency_key) =>
    connection.call('vms/delete', { vm_id, disks, force: powerOf(now) !== 'off', idempotency_key }),
  );
}
