import * as l10n from '@vscode/l10n';
import type { AuditDifference, Host, Vm } from '#schemas/generated/types.ts';
import { count, gb } from '#shared/words/size.ts';
import { differenceText } from '../audit/differenceText.ts';
import { listed } from '../words/listed.ts';
import { nameOrCount, type Question } from './questions.ts';

/** A VM that was changed outside, and how. */
export interface ChangedVm {
  readonly vm: Vm;
  readonly differences: readonly AuditDifference[];
}

/** Asks before what the host has of VMs is recorded in place of what VMSpec had; lists what differs. */
export function acceptQuestion(
  changed: readonly ChangedVm[],
  host: Pick<Host, 'name' | 'simulated'>,
): Question {
  return {
    text: l10n.t('Accept what {0} has for {1}?', host.name, nameOrCount(changed.map(({ vm }) => vm))),
    detail: [
      ...practice(host),
      ...listed(
        changed,
        ({ vm, differences }) => `${vm.vm_name}: ${differences.map(differenceText).join('; ')}`,
      ),
      '',
      l10n.t(
        'These values are recorded and count from then on. Until now the larger of both counts. Nothing on the host is changed.',
      ),
    ].join('\n'),
  };
}

/** Asks before VMs that others made are taken into the records; says what that means. */
export function adoptQuestion(vms: readonly Vm[], host: Pick<Host, 'name' | 'simulated'>): Question {
  return {
    text: l10n.t('Adopt {0} on {1}?', nameOrCount(vms), host.name),
    detail: [
      ...practice(host),
      ...listed(vms, ({ vm_name, cpu_cores, ram_max_mb, disks }) =>
        l10n.t(
          '{0}: {1} vCPU, {2} RAM, {3} ({4})',
          vm_name,
          cpu_cores,
          gb(ram_max_mb),
          count(disks.length, 'disk'),
          gb(disks.reduce((sum, { size_mb }) => sum + size_mb, 0)),
        ),
      ),
      '',
      l10n.t(
        'From then on it counts as created by VMSpec: with its maximum memory and the full size of its disks, running or not. It can be deleted from here.',
      ),
      l10n.t('Nothing of it is changed, and VMSpec never deletes its disks.'),
    ].join('\n'),
  };
}

function practice({ simulated }: Pick<Host, 'simulated'>): string[] {
  return simulated ? [l10n.t('Practice host: nothing is created.'), ''] : [];
}
