import * as l10n from '@vscode/l10n';
import type { JobKind, Vm } from '#schemas/generated/types.ts';
import { vmState } from '#shared/words/jobWords.ts';
import { count } from '#shared/words/size.ts';
import type { ConnectionState } from '../../connection/state.ts';
import { hasEnded } from '../../provision/jobWords.ts';
import type { HostJob, HostState } from '../../store/hostState.ts';
import { plant, type Model, type Planting } from '../tree/model.ts';
import { colors, type Icon, type Row } from '../tree/row.ts';
import { addCapacity } from './capacityRows.ts';
import { addKeptDisks, addNetworks } from './diskRows.ts';
import { groupDescription, groupVms, type GroupBy, type VmGroup } from './groupVms.ts';
import { addTemplates } from './templateRows.ts';
import { vmRow } from './vmRow.ts';

/** What a person has chosen to see. */
export interface HostsOptions {
  readonly groupBy: GroupBy;
  /** VMs that VMSpec did not create are shown. */
  readonly showOthers: boolean;
}

/** The tree of the host: capacity, VMs in groups, templates, named networks, virtual switches. Empty where there is no host. */
export function hostsModel(
  before: Model,
  connection: ConnectionState,
  state: HostState | null,
  options: HostsOptions,
): Model {
  const tree = plant(before);
  if (state === null) {
    addWhyNot(tree, connection);
    return tree.model;
  }
  const host = tree.add(null, 'host', { kind: 'host' }, hostRow(connection, state));
  addCapacity(tree, host, state.capacity);
  addVms(tree, host, state, options);
  addTemplates(tree, host, state.templates.templates);
  addNetworks(tree, host, state.networks.networks);
  addKeptDisks(tree, host, state.capacity.kept_disks);
  return tree.model;
}

function hostRow(connection: ConnectionState, { host }: HostState): Row {
  const kind = host.simulated
    ? l10n.t('practice host: nothing is created')
    : l10n.t('Hyper-V {0}', host.hyperv_version);
  const away = connection.kind === 'open' ? null : l10n.t('not answering, trying again');
  const waiting = host.ready ? null : (host.not_ready_reason ?? l10n.t('not ready yet'));
  const description = away ?? waiting ?? kind;
  return {
    label: host.name,
    description,
    tooltip: whyNot(connection) ?? `${host.name}: ${kind}`,
    icon:
      away === null && waiting === null ? hostIcon(host.simulated) : { name: 'warning', color: colors.warn },
    context: `host.${connection.kind}`,
    open: true,
    spoken: l10n.t('Host {0}, {1}', host.name, description),
  };
}

function hostIcon(simulated: boolean): Icon {
  return { name: simulated ? 'beaker' : 'server' };
}

/** Says why nothing is known, with what to do; nothing where the welcome of the view says it. */
function addWhyNot(tree: Planting, connection: ConnectionState): void {
  const why = whyNot(connection);
  if (why === null) return;
  tree.add(
    null,
    'note/why',
    { kind: 'note', name: 'why' },
    {
      label: why,
      tooltip: why,
      icon: { name: 'warning', color: colors.warn },
      context: 'note',
      spoken: why,
    },
  );
  const again = l10n.t('Try Again');
  tree.add(
    null,
    'note/again',
    { kind: 'note', name: 'again' },
    {
      label: again,
      icon: { name: 'refresh' },
      context: 'note',
      command: 'vmspec.reconnect',
      spoken: again,
    },
  );
  const other = l10n.t('Use Another Host...');
  tree.add(
    null,
    'note/other',
    { kind: 'note', name: 'other' },
    {
      label: other,
      icon: { name: 'plug' },
      context: 'note',
      command: 'vmspec.useHost',
      spoken: other,
    },
  );
}

function whyNot(connection: ConnectionState): string | null {
  if (connection.kind !== 'waiting' && connection.kind !== 'failed') return null;
  const { message, hint } = connection.failure;
  return hint === '' ? message : `${message} ${hint}`;
}

function addVms(tree: Planting, host: string, state: HostState, options: HostsOptions): void {
  const shown = options.showOthers
    ? [...state.vms.values()]
    : [...state.vms.values()].filter((vm) => vm.managed);
  const label = l10n.t('Virtual Machines');
  const description = groupDescription(shown);
  const vms = tree.add(
    host,
    'vms',
    { kind: 'vms' },
    {
      label,
      description,
      icon: { name: 'vm' },
      context: 'vms',
      open: true,
      spoken: `${label}, ${description}`,
    },
  );
  const busy = busyVms(state.jobs.values());
  for (const job of comingJobs(state)) addComing(tree, vms, job, state);
  const groups = groupVms(state, options.groupBy, options.showOthers);
  for (const group of groups) addGroup(tree, vms, group, busy);
  if (shown.length > 0) return;
  const none = l10n.t('No VMs yet: provision some...');
  tree.add(
    vms,
    'note/none',
    { kind: 'note', name: 'none' },
    {
      label: none,
      icon: { name: 'add' },
      context: 'note',
      command: 'vmspec.provisionVms',
      spoken: none,
    },
  );
}

function addGroup(
  tree: Planting,
  parent: string,
  { key, label, icon, jobId, vms }: VmGroup,
  busy: ReadonlyMap<string, JobKind>,
): void {
  const [only] = vms;
  // One VM of a job needs no group around it.
  if (jobId !== null && vms.length === 1 && only !== undefined) {
    const { vm_id } = only;
    addVm(tree, parent, `vm/${vm_id}`, only, busy.get(vm_id) ?? null);
    return;
  }
  const description = groupDescription(vms);
  const group = tree.add(
    parent,
    `group/${key}`,
    { kind: 'group', key, jobId },
    {
      label,
      description,
      icon: { name: icon },
      context: jobId === null ? 'group' : 'group.job',
      open: true,
      spoken: l10n.t('Group {0}, {1}', label, description),
    },
  );
  for (const vm of vms) {
    const { vm_id } = vm;
    addVm(tree, group, `vm/${key}/${vm_id}`, vm, busy.get(vm_id) ?? null);
  }
}

function addVm(tree: Planting, parent: string, id: string, vm: Vm, busy: JobKind | null): void {
  tree.addKept(parent, id, { kind: 'vm', vmId: vm.vm_id }, [vm, busy], () => vmRow(vm, busy));
}

function comingJobs({ jobs }: HostState): HostJob[] {
  return [...jobs.values()].filter((job) => job.kind === 'provision' && !hasEnded(job));
}

/** VMs that a job is creating and that are not there yet. */
function addComing(tree: Planting, parent: string, job: HostJob, { vms }: HostState): void {
  const coming = job.vms.flatMap((vm, n) =>
    vm.status === 'Success' || vm.status === 'Failed' || (vm.vm_id !== null && vms.has(vm.vm_id))
      ? []
      : [{ vm, n }],
  );
  if (coming.length === 0) return;
  const { job_id } = job;
  const label = l10n.t('Being created');
  const description = count(coming.length, 'VM');
  const group = tree.add(
    parent,
    `coming/${job_id}`,
    { kind: 'group', key: job_id, jobId: job_id },
    {
      label,
      description,
      icon: { name: 'loading~spin', color: colors.busy },
      context: 'group.job',
      open: true,
      spoken: `${label}, ${description}`,
    },
  );
  for (const { vm, n } of coming) {
    const at = vmState(job.kind, vm);
    tree.add(
      group,
      `coming/${job_id}/${String(n)}`,
      { kind: 'jobVm', jobId: job_id, n },
      {
        label: vm.vm_name,
        description: at,
        icon: { name: vm.status === 'Submitted' ? 'clock' : 'loading~spin', color: colors.busy },
        context: 'comingVm.job',
        spoken: l10n.t('VM {0}, {1}', vm.vm_name, at),
      },
    );
  }
}

/** What jobs under way are doing to VMs, by `vm_id`. */
export function busyVms(jobs: Iterable<HostJob>): ReadonlyMap<string, JobKind> {
  const busy = new Map<string, JobKind>();
  for (const job of jobs) {
    if (hasEnded(job)) continue;
    for (const { vm_id, status } of job.vms) {
      if (vm_id !== null && (status === 'Submitted' || status === 'Provisioning')) busy.set(vm_id, job.kind);
    }
  }
  return busy;
}
