import * as l10n from '@vscode/l10n';
import type { Vm } from '#schemas/generated/types.ts';
import { count } from '#shared/words/size.ts';
import type { HostState } from '../../store/hostState.ts';
import { byName } from '../order.ts';

/** By what VMs are put together. */
export type GroupBy = 'job' | 'tag';

/** Key of the group of VMs that VMSpec did not create. */
const OTHERS = '\u0000others';

/** VMs that are shown together. */
export interface VmGroup {
  readonly key: string;
  readonly label: string;
  /** Name of an icon of the editor. */
  readonly icon: string;
  readonly jobId: string | null;
  /** By name. */
  readonly vms: readonly Vm[];
}

/** Groups of VMs by name; those that VMSpec did not create come last, as one group. */
export function groupVms(state: HostState, by: GroupBy, showOthers: boolean): VmGroup[] {
  const groups = new Map<string, Vm[]>();
  const others: Vm[] = [];
  for (const vm of byName(state.vms.values(), ({ vm_name }) => vm_name)) {
    if (!vm.managed) others.push(vm);
    else for (const key of keysOf(vm, by)) putInto(groups, key, vm);
  }
  const ours = Array.from(groups, ([key, vms]): VmGroup => ({
    key,
    label: labelOf(key, by, vms),
    icon: iconOf(key, by),
    jobId: by === 'job' && key !== '' ? key : null,
    vms,
  }));
  const sorted = byName(ours, ({ key, label }) => (key === '' ? '\uffff' : label));
  if (others.length === 0 || !showOthers) return sorted;
  const label = l10n.t('Not created by VMSpec');
  return [...sorted, { key: OTHERS, label, icon: 'vm-outline', jobId: null, vms: others }];
}

function keysOf(vm: Vm, by: GroupBy): readonly string[] {
  if (by === 'job') return [vm.job_id ?? ''];
  return vm.tags.length === 0 ? [''] : [...new Set(vm.tags)];
}

function putInto(groups: Map<string, Vm[]>, key: string, vm: Vm): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [vm]);
  else group.push(vm);
}

function iconOf(key: string, by: GroupBy): string {
  if (by === 'tag') return 'tag';
  return key === '' ? 'inbox' : 'layers';
}

function labelOf(key: string, by: GroupBy, vms: readonly Vm[]): string {
  if (by === 'tag') return key === '' ? l10n.t('No tag') : key;
  const [first] = vms;
  // Every VM of ours has a job, but for those that others made.
  if (key === '' || first === undefined) return l10n.t('Adopted');
  return vms.length === 1
    ? first.vm_name
    : l10n.t('{0} and {1}', first.vm_name, l10n.t('{0} more', vms.length - 1));
}

/** Most VMs of which a row tells how many run: the editor reads a row that changes anew with all rows below it. */
const COUNTED = 20;

/** How many VMs, and where they are not very many, how many of them run. */
export function groupDescription(vms: readonly Vm[]): string {
  return vms.length > COUNTED ? count(vms.length, 'VM') : runningWords(vms);
}

/** What is said beside the row of a group (null: of all VMs) when somebody points at it; null where there is none. */
export function groupTooltip(
  state: HostState,
  key: string | null,
  { groupBy, showOthers }: { readonly groupBy: GroupBy; readonly showOthers: boolean },
): string | null {
  if (key === null) return runningWords([...state.vms.values()].filter((vm) => showOthers || vm.managed));
  const group = groupVms(state, groupBy, showOthers).find((one) => one.key === key);
  return group === undefined ? null : `${group.label}: ${runningWords(group.vms)}`;
}

/** How many VMs, and how many of them run. */
function runningWords(vms: readonly Vm[]): string {
  const running = vms.filter(({ state }) => state === 'Running').length;
  return l10n.t('{0}, {1} running', count(vms.length, 'VM'), running);
}
