import type { Capacity, CapacityResource } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import { resourceName } from '#shared/words/resource.ts';
import { gb } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { time } from './time.ts';

function cell(value: number, resource: CapacityResource): string {
  return resource.unit === 'cores' ? String(value) : gb(value);
}

function row(resource: CapacityResource, style: Style): readonly string[] {
  const name = resourceName(resource);
  const over = resource.over_by > 0;
  return [
    resource.percent === 100 ? name : `${name} at ${String(resource.percent)} %`,
    cell(resource.total, resource),
    cell(resource.host_reserve, resource),
    cell(resource.committed, resource),
    cell(resource.committed_unmanaged, resource),
    cell(resource.reserved, resource),
    style(over ? 'red' : 'green', cell(resource.available, resource)),
    over ? style('red', cell(resource.over_by, resource)) : '-',
  ];
}

/** What the host has, what holds it and what is free. */
export function renderCapacity(capacity: Capacity, style: Style): string {
  const columns = [
    { title: 'Resource' },
    { title: 'Total', right: true },
    { title: 'For host', right: true },
    { title: 'By VMSpec', right: true },
    { title: 'Other VMs', right: true },
    { title: 'In jobs', right: true },
    { title: 'Available', right: true },
    { title: 'Over by', right: true },
  ];
  const rows = capacity.resources.map((resource) => row(resource, style));
  const warnings = capacity.warnings.map(
    (warning) => `${style('yellow', 'warning:')} ${printable(warning.message)} [${warning.code}]`,
  );
  const kept = capacity.kept_disks.map(
    (disk) => `  ${printable(disk.path)}  ${gb(disk.size_mb)}  of ${printable(disk.vm_name)}`,
  );
  return [
    table(columns, rows, style),
    ...warnings,
    ...(kept.length === 0
      ? []
      : ['Kept disks of deleted VMs (they count until their files are removed):', ...kept]),
    style('dim', `read ${time(capacity.at)}`),
  ].join('\n');
}
