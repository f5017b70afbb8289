import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Vm } from '#schemas/generated/types.ts';
import { powerOf } from '#shared/words/vmWords.ts';
import type { OpenStore } from '../commands/openStore.ts';
import type { Parts } from '../parts.ts';
import { isAdopted } from './isAdopted.ts';
import { deleteQuestion } from './questions.ts';
import { runOnVms } from './runOnVms.ts';

/** Deletes VMs, after one question that says what becomes of their disks. */
export async function deleteVms(
  parts: Pick<Parts, 'jobEnds' | 'output'>,
  { connection, state }: OpenStore,
  vms: readonly Vm[],
): Promise<void> {
  const { text, detail, mayDeleteDisks } = deleteQuestion(vms, state.host);
  const withDisks = l10n.t('Delete VMs and Disks');
  const keepDisks = l10n.t('Delete VMs, Keep Disks');
  const ways = mayDeleteDisks ? [keepDisks, withDisks] : [keepDisks];
  const chosen = await window.showWarningMessage(text, { modal: true, detail }, ...ways);
  if (chosen === undefined) return;
  await runOnVms(parts, 'delete', vms, (vm, idempotency_key) => {
    const disks = chosen === withDisks && !isAdopted(vm) ? 'delete' : 'keep';
    const force = powerOf(vm.state) !== 'off';
    return connection.call('vms/delete', { vm_id: vm.vm_id, disks, force, idempotency_key });
  });
}
