import * as l10n from '@vscode/l10n';
import type { Plan, PlannedResource, PlannedVm, PlanProblem } from '#schemas/generated/types.ts';
import { adapterWords } from '#shared/words/adapter.ts';
import { guestWords } from '#shared/words/guest.ts';
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
  const guests = plan.vms.some(({ guest }) => guest !== undefined);
  return [
    `# ${l10n.t('Plan: {0} on {1}', escapeMarkdown(file), escapeMarkdown(host))}`,
    verdict(plan),
    ...(plan.simulated ? [`_${l10n.t('Practice host: nothing is created.')}_`] : []),
    ...problems(l10n.t('Why not'), plan.problems),
    ...problems(l10n.t('To look at'), plan.warnings),
    ...drifts(plan),
    `## ${l10n.t('Room')}`,
    table(
      [l10n.t('Resource'), l10n.t('Free now'), l10n.t('Needed'), l10n.t('Free then')],
      plan.resources.map((resource) => [
        resourceName(resource),
        amount(resource.available_before, resource.unit),
        amount(resource.requested, resource.unit),
        after(resource),
      ]),
    ),
    `## ${count(plan.vms.length, 'VM')}`,
    table(
      [
        ...['VM', 'vCPU', 'RAM', l10n.t('Disks'), l10n.t('On'), l10n.t('Virtual switch'), l10n.t('Template')],
        ...(guests ? [l10n.t('Guest')] : []),
      ],
      plan.vms.map((vm) => [
        vm.vm_name,
        String(vm.cpu_cores),
        ram(vm),
        disks(vm),
        vm.volume,
        vm.network_adapters.map(adapterWords).join(', '),
        vm.disk_template_path,
        ...(guests ? [vm.guest === undefined ? '' : guestWords(vm.guest)] : []),
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
    ? l10n.t('**It fits:** {0} would be created.', count(plan.vms.length, 'VM'))
    : l10n.t('**The host would refuse it;** nothing is created.');
}

function problems(title: string, list: readonly PlanProblem[]): string[] {
  if (list.length === 0) return [];
  return [
    `## ${title}`,
    list.map(({ message, pointer }) => `- ${escapeMarkdown(message)}${place(pointer)}`).join('\n'),
  ];
}

/** Where VMs that are there are not as the spec says. */
function drifts({ drift = [] }: Plan): string[] {
  if (drift.length === 0) return [];
  return [
    `## ${l10n.t('What is different on the host')}`,
    table(
      ['VM', l10n.t('Differs in'), l10n.t('In the spec'), l10n.t('On the host')],
      drift.map(({ vm_name, member, planned, actual }) => [vm_name, member, planned, actual]),
    ),
    `_${l10n.t('"VMSpec: Show Difference with Host" shows it in the text of the spec.')}_`,
  ];
}

/** `/provisioning_request/vms/0/vm_name` as people count: `(VM 1, vm_name)`. */
function place(pointer: string): string {
  const [, vm, member] = /^\/provisioning_request\/vms\/(\d+)(?:\/(.*))?$/.exec(pointer) ?? [];
  if (vm === undefined) return '';
  const name = l10n.t('VM {0}', Number(vm) + 1);
  return member === undefined ? ` (${name})` : ` (${name}, ${escapeMarkdown(member)})`;
}

function after(resource: PlannedResource): string {
  return resource.fits
    ? amount(resource.available_after, resource.unit)
    : l10n.t('{0} too few', amount(-resource.available_after, resource.unit));
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
