import type { Plan, PlannedResource, PlannedVm, PlanProblem } from '#schemas/generated/types.ts';
import { resourceName } from '#shared/words/resource.ts';
import { amount, count, gb, gbRange } from '#shared/words/size.ts';
import { escapeMarkdown } from '../words/escapeMarkdown.ts';

/** What a plan is about, for its title. */
export interface PlanSubject {
  readonly file: string;
  readonly host: string;
}

/** A plan as a Markdown page. */
export function renderPlan(plan: Plan, { file, host }: PlanSubject): string {
  return [
    `# Plan: ${escapeMarkdown(file)} on ${escapeMarkdown(host)}`,
    verdict(plan),
    ...(plan.simulated ? ['_Practice host: nothing is created._'] : []),
    ...problems('Why not', plan.problems),
    ...problems('To look at', plan.warnings),
    '## Room',
    table(
      ['Resource', 'Free now', 'Needed', 'Free then'],
      plan.resources.map((resource) => [
        resourceName(resource),
        amount(resource.available_before, resource.unit),
        amount(resource.requested, resource.unit),
        after(resource),
      ]),
    ),
    `## ${count(plan.vms.length, 'VM')}`,
    table(
      ['VM', 'vCPU', 'RAM', 'Disks', 'On', 'Virtual switch', 'Template'],
      plan.vms.map((vm) => [
        vm.vm_name,
        String(vm.cpu_cores),
        ram(vm),
        disks(vm),
        vm.volume,
        vm.network_adapters.map((adapter) => adapter.switch).join(', '),
        vm.disk_template_path,
      ]),
    ),
    '',
  ].join('\n\n');
}

/** Memory of a VM: one size, or from the one it starts with to the most it may take. */
export function ram(vm: Pick<PlannedVm, 'ram_startup_mb' | 'ram_max_mb'>): string {
  return vm.ram_startup_mb === vm.ram_max_mb ? gb(vm.ram_max_mb) : gbRange(vm.ram_startup_mb, vm.ram_max_mb);
}

/** Sizes of the disks of a VM. */
export function disks(vm: Pick<PlannedVm, 'disk' | 'data_disks'>): string {
  return [vm.disk, ...vm.data_disks].map(({ size_gb }) => `${String(size_gb)} GB`).join(' + ');
}

function verdict(plan: Plan): string {
  return plan.fits
    ? `**It fits:** ${count(plan.vms.length, 'VM')} would be created.`
    : '**The host would refuse it;** nothing is created.';
}

function problems(title: string, list: readonly PlanProblem[]): string[] {
  if (list.length === 0) return [];
  return [
    `## ${title}`,
    list.map(({ message, pointer }) => `- ${escapeMarkdown(message)}${place(pointer)}`).join('\n'),
  ];
}

/** `/provisioning_request/vms/0/vm_name` as people count: `(VM 1, vm_name)`. */
function place(pointer: string): string {
  const [, vm, member] = /^\/provisioning_request\/vms\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
  if (vm === undefined) return '';
  return ` (VM ${String(Number(vm) + 1)}${member === undefined ? '' : `, ${escapeMarkdown(member)}`})`;
}

function after(resource: PlannedResource): string {
  return resource.fits
    ? amount(resource.available_after, resource.unit)
    : `${amount(-resource.available_after, resource.unit)} too few`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
