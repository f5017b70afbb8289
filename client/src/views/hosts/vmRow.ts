import * as l10n from '@vscode/l10n';
import type { JobKind, Vm } from '#schemas/generated/types.ts';
import { doingWord } from '#shared/words/jobWords.ts';
import { powerOf, stateWords, type Power } from '#shared/words/vmWords.ts';
import { addressOf } from '#shared/vms/addressOf.ts';
import { sshAddressOf } from '#shared/vms/reachVm.ts';
import { colors, type Icon, type Row } from '../tree/row.ts';

const icons: Readonly<Record<Power, Icon>> = {
  running: { name: 'vm-running', color: colors.good },
  off: { name: 'vm-outline', color: colors.quiet },
  paused: { name: 'debug-pause', color: colors.held },
  saved: { name: 'save', color: colors.held },
  changing: { name: 'loading~spin', color: colors.busy },
  failed: { name: 'error', color: colors.bad },
};

/** A VM as a row. `busy`: the job that is working on it. */
export function vmRow(vm: Vm, busy: JobKind | null): Row {
  const power = powerOf(vm.state);
  const at = busy === null ? stateWords(vm.state) : doingWord(busy).toLowerCase();
  const address = addressOf(vm);
  const changed = vm.changed_outside ? l10n.t('changed outside') : null;
  const description = [at, changed, address].filter((part) => part !== null).join(' · ');
  return {
    label: vm.vm_name,
    description,
    icon: busy === null ? iconOf(power, vm) : icons.changing,
    context: [
      'vm',
      vm.managed ? 'own' : 'other',
      busy === null ? power : 'busy',
      ...(canBeReached(vm, power) ? ['ip'] : []),
      ...(vm.job_id === null ? [] : ['job']),
      ...(vm.changed_outside ? ['changed'] : []),
    ].join('.'),
    spoken: l10n.t('VM {0}, {1}', vm.vm_name, description.replaceAll(' · ', ', ')),
  };
}

/** Whether there is an address to go to: the guest reports one, or it runs and was given one. */
function canBeReached(vm: Vm, power: Power): boolean {
  return addressOf(vm) !== null || (power === 'running' && sshAddressOf(vm) !== null);
}

/** The colour asks for a look; the description says why. */
function iconOf(power: Power, { changed_outside }: Vm): Icon {
  return changed_outside ? { ...icons[power], color: colors.warn } : icons[power];
}
