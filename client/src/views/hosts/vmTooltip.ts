import * as l10n from '@vscode/l10n';
import type { Vm } from '#schemas/generated/types.ts';
import { duration, gb, gbRange } from '#shared/words/size.ts';
import { stateWords } from '#shared/words/vmWords.ts';
import { isAdopted } from '../../vms/isAdopted.ts';

/** What is said of a VM beside its row: plain text, because its names and notes are somebody's. */
export function vmTooltip(vm: Vm): string {
  const { ram_min_mb: least, ram_max_mb: most } = vm;
  const memory = least === most ? gb(most) : gbRange(least, most);
  const assigned = vm.memory_assigned_mb === 0 ? '' : l10n.t(', {0} assigned', gb(vm.memory_assigned_mb));
  const since = vm.uptime_s === 0 ? '' : l10n.t(' for {0}', duration(vm.uptime_s));
  const lines = [
    vm.vm_name,
    `${stateWords(vm.state)}${since}`,
    l10n.t('{0} vCPU, {1} RAM{2}', vm.cpu_cores, memory, assigned),
    ...vm.disks.map(({ path, size_mb, file_mb }) =>
      l10n.t('{0}: {1}, file {2}', path, gb(size_mb), gb(file_mb)),
    ),
    ...(vm.switches.length === 0 ? [] : [l10n.t('Virtual switch: {0}', vm.switches.join(', '))]),
    ...(vm.ip_addresses.length === 0 ? [] : [l10n.t('Address: {0}', vm.ip_addresses.join(', '))]),
    ...(vm.hostname == null ? [] : [l10n.t('Host name: {0}', vm.hostname)]),
    ...(vm.heartbeat === 'ok' ? [l10n.t('The guest answers.')] : []),
    ...(vm.heartbeat === 'no_contact' ? [l10n.t('The guest does not answer.')] : []),
    ...(vm.tags.length === 0 ? [] : [l10n.t('Tags: {0}', vm.tags.join(', '))]),
    ...(vm.managed ? [] : [l10n.t('Not created by VMSpec')]),
    ...(isAdopted(vm) ? [l10n.t('Adopted: others made it, and its disks are never deleted by VMSpec.')] : []),
    ...(vm.changed_outside
      ? [
          l10n.t(
            'Somebody changed it outside VMSpec: the larger of both sizes counts until that is accepted.',
          ),
        ]
      : []),
    ...(vm.notes === '' ? [] : ['', vm.notes]),
  ];
  return lines.join('\n');
}
