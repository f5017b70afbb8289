import * as l10n from '@vscode/l10n';
import type { Capacity, CapacityResource } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount, gb } from '#shared/words/size.ts';
import type { Planting } from '../tree/model.ts';
import { colors, type Icon, type Row } from '../tree/row.ts';

/** Part of a resource below which what is free is called little. */
const LITTLE = 0.1;

/** Adds a line for each resource, and what to look at. */
export function addCapacity(tree: Planting, parent: string, capacity: Capacity): void {
  const group = tree.add(parent, 'capacity', { kind: 'capacity' }, groupRow(capacity));
  for (const resource of capacity.resources) {
    const name = resourceName(resource);
    tree.add(group, `resource/${name}`, { kind: 'resource', name }, resourceRow(resource));
  }
  for (const { code, message } of capacity.warnings) {
    tree.add(
      group,
      `warning/${code}/${message}`,
      { kind: 'note', name: code },
      {
        label: message,
        tooltip: message,
        icon: { name: 'warning', color: colors.warn },
        context: 'note',
        spoken: l10n.t('Warning: {0}', message),
      },
    );
  }
}

function groupRow({ resources }: Capacity): Row {
  const free = resources
    .filter(({ resource }) => resource !== 'storage')
    .map((resource) => freeOf(resource))
    .join(' · ');
  const label = l10n.t('Capacity');
  const over = resources.some(({ over_by }) => over_by > 0);
  const description = over ? l10n.t('more is promised than there is') : l10n.t('{0} free', free);
  return {
    label,
    description,
    icon: over ? { name: 'warning', color: colors.warn } : { name: 'dashboard' },
    context: 'capacity',
    open: true,
    spoken: `${label}, ${description}`,
  };
}

function freeOf({ unit, available }: CapacityResource): string {
  return unit === 'cores' ? l10n.t('{0} vCPU', available) : gb(available);
}

function resourceRow(resource: CapacityResource): Row {
  const { unit, total, available, over_by } = resource;
  const label = resourceName(resource);
  const description =
    over_by > 0
      ? l10n.t('{0} more promised than there is', unit === 'cores' ? String(over_by) : gb(over_by))
      : l10n.t('{0} of {1} free', unit === 'cores' ? available : gb(available), whole(total, unit));
  return {
    label,
    description,
    tooltip: breakdown(resource),
    icon: iconOf(resource),
    context: 'resource',
    spoken: `${label}, ${description}`,
  };
}

function whole(value: number, unit: CapacityResource['unit']): string {
  return unit === 'cores' ? String(value) : gb(value);
}

function iconOf({ resource, total, available, over_by }: CapacityResource): Icon {
  const name = { cpu: 'chip', ram: 'circuit-board', storage: 'database' }[resource];
  if (over_by > 0) return { name, color: colors.bad };
  return available < total * LITTLE ? { name, color: colors.held } : { name, color: colors.good };
}

function breakdown(resource: CapacityResource): string {
  const { unit } = resource;
  const lines: readonly (readonly [string, number])[] = [
    [l10n.t('The machine has'), resource.total],
    [l10n.t('Kept back for the host'), resource.host_reserve],
    [l10n.t('VMs created by VMSpec, and kept disks'), resource.committed],
    [l10n.t('Other VMs'), resource.committed_unmanaged],
    [l10n.t('Reserved for jobs under way'), resource.reserved],
    [l10n.t('Free for new VMs'), resource.available],
  ];
  const percent = resource.percent === 100 ? [] : [l10n.t('{0} % of it may be promised', resource.percent)];
  return [...lines.map(([what, value]) => `${what}: ${amount(value, unit)}`), ...percent].join('\n');
}
