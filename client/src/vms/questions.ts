import * as l10n from '@vscode/l10n';
import type { Vm } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';
import { powerOf } from '#shared/words/vmWords.ts';
import { listed } from '../words/listed.ts';
import { isAdopted } from './isAdopted.ts';

/** A question that is asked before something cannot be undone. */
export interface Question {
  readonly text: string;
  readonly detail: string;
}

/** The question before VMs are deleted. */
export interface DeleteQuestion extends Question {
  /** Some have disks that VMSpec made, and that may go with them. */
  readonly mayDeleteDisks: boolean;
}

/** Asks what becomes of VMs that are to be deleted: names them, and says how big their disks are. */
export function deleteQuestion(
  vms: readonly Vm[],
  host: { readonly name: string; readonly simulated: boolean },
): DeleteQuestion {
  const own = vms.filter((vm) => !isAdopted(vm));
  const on = vms.filter(({ state }) => powerOf(state) !== 'off');
  return {
    text: l10n.t('Delete {0} on {1}?', nameOrCount(vms), host.name),
    detail: [
      ...(host.simulated ? [l10n.t('Practice host: no real VM is deleted.'), ''] : []),
      ...listed(vms, (vm) =>
        l10n.t(
          '{0}: {1}, {2}',
          isAdopted(vm) ? l10n.t('{0} (adopted)', vm.vm_name) : vm.vm_name,
          count(vm.disks.length, 'disk'),
          gb(sum([vm], (disk) => disk.size_mb)),
        ),
      ),
      '',
      ...(on.length === 0
        ? []
        : [l10n.t('{0} not off and turned off first, without a shutdown.', isOrAre(on))]),
      ...disksOf(vms, own),
    ].join('\n'),
    mayDeleteDisks: own.length > 0,
  };
}

/** Asks before VMs are turned off. */
export function turnOffQuestion(vms: readonly Vm[], host: { readonly name: string }): Question {
  return {
    text: l10n.t('Turn off {0} on {1}?', nameOrCount(vms), host.name),
    detail: [
      ...(vms.length > 1 ? [...listed(vms, ({ vm_name }) => vm_name), ''] : []),
      l10n.t(
        'As if the power was cut: what is not saved in the guest is lost. "Shut Down" ends it in order.',
      ),
    ].join('\n'),
  };
}

/** What becomes of the disks: those of adopted VMs stay, whatever is chosen. */
function disksOf(vms: readonly Vm[], own: readonly Vm[]): string[] {
  const files = gb(sum(own, (file) => file.file_mb));
  return [
    ...(own.length === 0
      ? []
      : [l10n.t('With their disks: {0} are freed, and what is on them is lost.', files)]),
    ...(own.length === vms.length
      ? []
      : [l10n.t('Disks of adopted VMs are never deleted: VMSpec did not make them.')]),
    l10n.t('Keeping their disks: the files stay on the host and count as used until somebody removes them.'),
  ];
}

function isOrAre(vms: readonly Vm[]): string {
  const [first] = vms;
  return vms.length === 1 && first !== undefined
    ? l10n.t('{0} is', first.vm_name)
    : l10n.t('{0} are', count(vms.length, 'VM'));
}

/** The name of the only one, or how many there are. */
export function nameOrCount(vms: readonly Vm[]): string {
  const [first] = vms;
  return vms.length === 1 && first !== undefined ? first.vm_name : count(vms.length, 'VM');
}

function sum(vms: readonly Vm[], size: (disk: Vm['disks'][number]) => number): number {
  return vms.flatMap(({ disks }) => disks).reduce((all, disk) => all + size(disk), 0);
}
