import { adapterWords } from '#shared/words/adapter.ts';
import type { Plan, PlannedResource, PlannedVm, PlanProblem } from '#schemas/generated/types.ts';
import { guestWords } from '#shared/words/guest.ts';
import { printable } from './printable.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount, count, gb, gbRange } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

function disks(vm: PlannedVm): string {
  const all = [vm.disk.size_gb, ...vm.data_disks.map((disk) => disk.size_gb)];
  return all.map((size) => `${String(size)} GB`).join(' + ');
}

function vmTable(vms: readonly PlannedVm[], style: Style): string {
  const guests = vms.some(({ guest }) => guest !== undefined);
  const columns = [
    { title: 'VM' },
    { title: 'vCPU', right: true },
    { title: 'RAM' },
    { title: 'Disks' },
    { title: 'On' },
    { title: 'Virtual switch' },
    { title: 'Template' },
    ...(guests ? [{ title: 'Guest' }] : []),
  ];
  const rows = vms.map((vm) => [
    printable(vm.vm_name),
    String(vm.cpu_cores),
    vm.ram_startup_mb === vm.ram_max_mb ? gb(vm.ram_max_mb) : gbRange(vm.ram_startup_mb, vm.ram_max_mb),
    disks(vm),
    printable(vm.volume),
    printable(vm.network_adapters.map(adapterWords).join(', ')),
    printable(vm.disk_template_path.split('\\').at(-1) ?? ''),
    ...(guests ? [vm.guest === undefined ? '-' : printable(guestWords(vm.guest))] : []),
  ]);
  return table(columns, rows, style);
}

function after(resource: PlannedResource, style: Style): string {
  if (resource.fits) return style('green', amount(resource.available_after, resource.unit));
  return style('red', `${amount(-resource.available_after, resource.unit)} too few`);
}

function resourceTable(resources: readonly PlannedResource[], style: Style): string {
  const columns = [
    { title: 'Resource' },
    { title: 'Free now', right: true },
    { title: 'Needed', right: true },
    { title: 'Free then', right: true },
  ];
  const rows = resources.map((resource) => [
    resourceName(resource),
    amount(resource.available_before, resource.unit),
    amount(resource.requested, resource.unit),
    after(resource, style),
  ]);
  return table(columns, rows, style);
}

function verdict(plan: Plan, style: Style): string {
  if (plan.fits) return style('green', `It fits: ${count(plan.vms.length, 'VM')} would be created.`);
  return style('red', 'The host would refuse it; nothing is created.');
}

/** Words a problem, with its place in the file where it has one. */
export type PlanLine = (problem: PlanProblem, severity: 'error' | 'warning') => string;

/** Where VMs that are there are not as the spec says. */
function drifts({ drift = [] }: Plan, style: Style): string[] {
  if (drift.length === 0) return [];
  const columns = [
    { title: 'VM' },
    { title: 'Differs in' },
    { title: 'In the spec' },
    { title: 'On the host' },
  ];
  const rows = drift.map(({ vm_name, member, planned, actual }) =>
    [vm_name, member, planned, actual].map(printable),
  );
  return [table(columns, rows, style), ''];
}

/** What a spec would do. */
export function renderPlan(plan: Plan, line: PlanLine, style: Style): string {
  return [
    vmTable(plan.vms, style),
    '',
    resourceTable(plan.resources, style),
    '',
    ...drifts(plan, style),
    ...plan.problems.map((problem) => line(problem, 'error')),
    ...plan.warnings.map((warning) => line(warning, 'warning')),
    verdict(plan, style),
  ].join('\n');
}
