import type { Role } from '../roles.ts';
import type { SchemaTitle, SchemaTypes } from '../schemaTypes.ts';

/** A JSON-RPC method as data. */
export interface Method {
  readonly params: SchemaTitle;
  readonly result: SchemaTitle;
  readonly role: Role;
  readonly summary: string;
  /** Makes a job and honours `idempotency_key`. */
  readonly makesJob?: boolean;
  /** Version of the protocol that it came with; absent: the first. */
  readonly since?: number;
}

const table = {
  initialize: {
    params: 'InitializeParams',
    result: 'Host',
    role: 'viewer',
    summary: 'Open the conversation: versions are compared, the host describes itself.',
  },
  'vms/provision': {
    params: 'ProvisionParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Create the VMs of a spec.',
  },
  'vms/plan': { params: 'PlanParams', result: 'Plan', role: 'viewer', summary: 'Say what a spec would do.' },
  'vms/list': { params: 'EmptyBody', result: 'VmList', role: 'viewer', summary: 'List the VMs.' },
  'vms/get': { params: 'VmParams', result: 'Vm', role: 'viewer', summary: 'Read one VM.' },
  'vms/export': {
    params: 'VmParams',
    result: 'VmExport',
    role: 'viewer',
    summary: 'Write a VM of the host as an entry of a spec.',
  },
  'vms/start': {
    params: 'VmJobParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Start a VM.',
  },
  'vms/stop': {
    params: 'StopParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Stop a VM.',
  },
  'vms/restart': {
    params: 'VmJobParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Restart a VM.',
  },
  'vms/delete': {
    params: 'DeleteParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Delete a VM.',
  },
  'jobs/list': { params: 'JobListQuery', result: 'JobList', role: 'viewer', summary: 'List jobs.' },
  'jobs/get': { params: 'JobParams', result: 'Job', role: 'viewer', summary: 'Read one job.' },
  'jobs/cancel': {
    params: 'JobActionParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Cancel a job.',
  },
  'jobs/retry': {
    params: 'JobActionParams',
    result: 'ProvisionAccepted',
    role: 'operator',
    makesJob: true,
    summary: 'Retry a job.',
  },
  'capacity/get': { params: 'EmptyBody', result: 'Capacity', role: 'viewer', summary: 'Read the capacity.' },
  'templates/list': {
    params: 'EmptyBody',
    result: 'TemplateList',
    role: 'viewer',
    summary: 'List the templates.',
  },
  'templates/add': {
    params: 'AddTemplateBody',
    result: 'Template',
    role: 'admin',
    summary: 'Make a disk of the host a template.',
  },
  'templates/remove': {
    params: 'RemoveTemplateQuery',
    result: 'TemplateRemoved',
    role: 'admin',
    summary: 'Forget a template, and delete its file when asked to.',
  },
  'networks/list': {
    params: 'EmptyBody',
    result: 'NetworkList',
    role: 'viewer',
    summary: 'List named networks and virtual switches.',
  },
  'host/get': { params: 'EmptyBody', result: 'Host', role: 'viewer', summary: 'Read what the host is.' },
  'doctor/get': { params: 'EmptyBody', result: 'Doctor', role: 'viewer', summary: 'Check the host.' },
  'audit/get': { params: 'EmptyBody', result: 'Audit', role: 'viewer', summary: 'Say what is off.' },
  'audit/repair': {
    params: 'AuditRepairBody',
    result: 'AuditRepair',
    role: 'operator',
    summary: 'Mend what is off, or say what would be done.',
  },
  'vms/adopt': {
    params: 'VmParams',
    result: 'Vm',
    role: 'operator',
    summary: 'Take a VM that others made into the records.',
  },
  'vms/accept': {
    params: 'VmParams',
    result: 'Vm',
    role: 'operator',
    summary: 'Record the sizes and the name that a VM has on the host now.',
  },
  'events/subscribe': {
    params: 'SubscribeParams',
    result: 'SubscribeResult',
    role: 'viewer',
    summary:
      'Receive `event` notifications, after `snapshot_page` notifications where the position is too old.',
  },
  'events/unsubscribe': {
    params: 'EmptyBody',
    result: 'UnsubscribeResult',
    role: 'viewer',
    summary: 'Receive no more events.',
  },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof table;
/** Every RPC method by name. */
export const methods: { readonly [K in MethodName]: Method & (typeof table)[K] } = table;
export type MethodParams<K extends MethodName> = SchemaTypes[(typeof table)[K]['params']];
export type MethodResult<K extends MethodName> = SchemaTypes[(typeof table)[K]['result']];

/** Notifications that the host sends, with the schema of their parameters. */
export const notifications = { event: 'HostEvent', snapshot_page: 'SnapshotPage' } as const satisfies Record<
  string,
  SchemaTitle
>;
