import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Vm } from '#schemas/generated/types.ts';
import { stateWords } from '#shared/words/vmWords.ts';
import { openStore, type OpenStore } from '../commands/openStore.ts';
import { HostFailure } from '../connection/failure.ts';
import type { Parts } from '../parts.ts';
import type { TreeNode } from '../views/tree/row.ts';
import { byName } from '../views/order.ts';

/** VMs that are read one by one before something is done to them. */
const ONE_BY_ONE = 50;

/** Which VMs an action is for, and how it asks. */
export interface Choice {
  /** Title of the question, such as `Start`. */
  readonly title: string;
  /** VMs that it makes sense for. */
  readonly fits: (vm: Vm) => boolean;
  /** What is said where there are none. */
  readonly none: string;
  readonly many: boolean;
  /** The row of the host stands for all of its VMs. Absent: it stands for none, so that nothing is done to all unasked. */
  readonly hostIsAll?: boolean;
}

/** VMs of an action, and the host that they are on. */
export interface Targets extends OpenStore {
  readonly vms: readonly Vm[];
}

/** The rows that a command was called on: all that are selected, where the one under the mouse is among them. */
export function rowsOf(argument: unknown, selection: unknown): readonly TreeNode[] {
  const selected = Array.isArray(selection) ? selection.filter(isNode) : [];
  if (!isNode(argument)) return selected;
  return selected.some(({ id }) => id === argument.id) ? selected : [argument];
}

/**
 * The VMs that a command is for: those of the rows, or those that the person picks from a list. Null where nobody picks or
 * the action fits none of them, which is said. Rejects with HostFailure or CommandFailure where there is no host.
 */
export async function vmsFor(
  parts: Pick<Parts, 'hostLink'>,
  choice: Choice,
  argument: unknown,
  selection: unknown,
): Promise<Targets | null> {
  const open = await openStore(parts);
  const rows = rowsOf(argument, selection);
  const vms = await asTheyAre(open, rows.length > 0 ? named(open, rows, choice) : await pick(open, choice));
  const fitting = vms.filter(choice.fits);
  const gone = l10n.t('It is not on the host any more.');
  if (fitting.length === 0 && rows.length > 0) {
    void window.showInformationMessage(vms.length === 0 ? gone : choice.none);
  }
  return fitting.length === 0 ? null : { ...open, vms: choice.many ? fitting : fitting.slice(0, 1) };
}

/** Ids of the VMs that rows stand for. */
function named({ state }: OpenStore, rows: readonly TreeNode[], { hostIsAll }: Choice): readonly string[] {
  if (hostIsAll === true && rows.some(({ subject }) => subject.kind === 'host')) return [...state.vms.keys()];
  const ids = rows.map(({ subject }) => {
    if (subject.kind === 'vm') return subject.vmId;
    return subject.kind === 'jobVm' ? state.jobs.get(subject.jobId)?.vms[subject.n]?.vm_id : null;
  });
  return [...new Set(ids)].filter((id) => typeof id === 'string');
}

/**
 * The VMs as the host has them at this moment: what is known here may be a little late, or be of a host that was replaced a
 * moment ago. Of very many, as they are known.
 */
async function asTheyAre({ connection, state }: OpenStore, ids: readonly string[]): Promise<readonly Vm[]> {
  if (ids.length > ONE_BY_ONE) return ids.flatMap((id) => state.vms.get(id) ?? []);
  const read = ids.map(async (vm_id) => {
    try {
      return [await connection.call('vms/get', { vm_id })];
    } catch (error) {
      if (error instanceof HostFailure && error.refusal?.code === 'vm_not_found') return [];
      throw error;
    }
  });
  return (await Promise.all(read)).flat();
}

/** Ids of the VMs that a person picks from a list. */
async function pick({ state }: OpenStore, { title, fits, none, many }: Choice): Promise<readonly string[]> {
  const vms = byName([...state.vms.values()].filter(fits), ({ vm_name }) => vm_name);
  if (vms.length === 0) {
    void window.showInformationMessage(none);
    return [];
  }
  const items = vms.map((vm) => ({
    label: vm.vm_name,
    description: vm.managed
      ? stateWords(vm.state)
      : l10n.t('{0}, not created by VMSpec', stateWords(vm.state)),
    vm,
  }));
  const options = { title, placeHolder: l10n.t('Which VM on {0}?', state.host.name) };
  if (many)
    return ((await window.showQuickPick(items, { ...options, canPickMany: true })) ?? []).map(
      ({ vm }) => vm.vm_id,
    );
  const one = await window.showQuickPick(items, options);
  return one === undefined ? [] : [one.vm.vm_id];
}

function isNode(value: unknown): value is TreeNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'subject' in value &&
    typeof value.subject === 'object' &&
    value.subject !== null &&
    'kind' in value.subject
  );
}
