import type { ErrorCode } from '../errors.ts';
import type { Role } from '../roles.ts';
import type { SchemaType } from '../schemaTypes.ts';

/** Types of query parameters; on the wire they are text. */
export type QueryKind = 'string' | 'integer' | 'boolean';

/** A REST route as data: registration, OpenAPI, clients and tests all read it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** Least role of the token; null: no token needed. */
  readonly role: Role | null;
  readonly query?: { readonly schema: string; readonly members: Readonly<Record<string, QueryKind>> };
  /** Title of the schema of the body. `SpecFile` is read strictly, with positions. */
  readonly body?: string;
  /** An absent body counts as `{}`. */
  readonly bodyOptional?: boolean;
  /** Status of success and title of the answer's schema; null: not JSON. */
  readonly status: 200 | 202 | 201;
  readonly answer: string | null;
  /** Content type of an answer that is not JSON. */
  readonly contentType?: string;
  /** Makes a job: honours `Idempotency-Key` and answers with `Location`. */
  readonly makesJob?: boolean;
  readonly errors: readonly ErrorCode[];
}

const table = {
  provisionVms: {
    method: 'POST',
    path: '/api/vms/provision',
    role: 'operator',
    body: 'SpecFile',
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    query: { schema: 'ProvisionQuery', members: { on_failure: 'string' } },
    summary: 'Create the VMs of a spec, all admitted together or none.',
    errors: [
      'invalid_request',
      'unknown_template',
      'unknown_network',
      'unknown_volume',
      'capacity_exceeded',
      'name_in_use',
      'idempotency_key_reused',
      'too_many_jobs',
      'inventory_unknown',
      'storage_full',
    ],
  },
  planVms: {
    method: 'POST',
    path: '/api/vms/plan',
    role: 'viewer',
    body: 'SpecFile',
    status: 200,
    answer: 'Plan',
    summary: 'Say what a spec would do and whether it fits. Creates nothing.',
    errors: ['invalid_request', 'inventory_unknown'],
  },
  listJobs: {
    method: 'GET',
    path: '/api/jobs',
    role: 'viewer',
    status: 200,
    answer: 'JobList',
    query: { schema: 'JobListQuery', members: { status: 'string', limit: 'integer', after: 'string' } },
    summary: 'List jobs, newest first.',
    errors: ['invalid_request'],
  },
  getJob: {
    method: 'GET',
    path: '/api/jobs/{id}',
    role: 'viewer',
    status: 200,
    answer: 'Job',
    query: { schema: 'JobQuery', members: { wait: 'integer' } },
    summary: 'Read one job; `wait` holds the answer until it ends.',
    errors: ['invalid_request', 'job_not_found'],
  },
  cancelJob: {
    method: 'POST',
    path: '/api/jobs/{id}/cancel',
    role: 'operator',
    body: 'EmptyBody',
    bodyOptional: true,
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    summary: 'Stop a job: unfinished VMs are rolled back, finished ones stay.',
    errors: ['job_not_found', 'job_state'],
  },
  retryJob: {
    method: 'POST',
    path: '/api/jobs/{id}/retry',
    role: 'operator',
    body: 'EmptyBody',
    bodyOptional: true,
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    summary: 'Try what failed once more, under the same id, admitted anew.',
    errors: [
      'job_not_found',
      'job_state',
      'capacity_exceeded',
      'name_in_use',
      'unknown_template',
      'unknown_network',
      'inventory_unknown',
      'storage_full',
    ],
  },
  listVms: {
    method: 'GET',
    path: '/api/vms',
    role: 'viewer',
    status: 200,
    answer: 'VmList',
    summary: 'List the VMs of the host, created by VMSpec or not.',
    errors: ['inventory_unknown'],
  },
  getVm: {
    method: 'GET',
    path: '/api/vms/{id}',
    role: 'viewer',
    status: 200,
    answer: 'Vm',
    summary: 'Read one VM.',
    errors: ['vm_not_found', 'inventory_unknown'],
  },
  startVm: {
    method: 'POST',
    path: '/api/vms/{id}/start',
    role: 'operator',
    body: 'EmptyBody',
    bodyOptional: true,
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    summary: 'Start a VM. One that is not charged yet is admitted like a new one.',
    errors: ['vm_not_found', 'vm_busy', 'capacity_exceeded', 'inventory_unknown', 'storage_full'],
  },
  stopVm: {
    method: 'POST',
    path: '/api/vms/{id}/stop',
    role: 'operator',
    body: 'StopBody',
    bodyOptional: true,
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    summary: 'Shut a VM down, or turn it off.',
    errors: ['vm_not_found', 'vm_busy', 'invalid_request', 'inventory_unknown', 'storage_full'],
  },
  restartVm: {
    method: 'POST',
    path: '/api/vms/{id}/restart',
    role: 'operator',
    body: 'EmptyBody',
    bodyOptional: true,
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    summary: 'Restart a running VM (hard reset, as Hyper-V does it).',
    errors: ['vm_not_found', 'vm_busy', 'vm_not_running', 'inventory_unknown', 'storage_full'],
  },
  deleteVm: {
    method: 'DELETE',
    path: '/api/vms/{id}',
    role: 'operator',
    status: 202,
    answer: 'ProvisionAccepted',
    makesJob: true,
    query: { schema: 'DeleteQuery', members: { disks: 'string', force: 'boolean' } },
    summary: 'Delete a VM that VMSpec created, its disks kept or deleted.',
    errors: [
      'invalid_request',
      'vm_not_found',
      'not_managed',
      'vm_running',
      'vm_busy',
      'inventory_unknown',
      'storage_full',
    ],
  },
  getCapacity: {
    method: 'GET',
    path: '/api/capacity',
    role: 'viewer',
    status: 200,
    answer: 'Capacity',
    summary: 'What the host has, what is taken and what is free.',
    errors: ['inventory_unknown'],
  },
  listTemplates: {
    method: 'GET',
    path: '/api/templates',
    role: 'viewer',
    status: 200,
    answer: 'TemplateList',
    summary: 'List the template disks.',
    errors: ['inventory_unknown'],
  },
  listNetworks: {
    method: 'GET',
    path: '/api/networks',
    role: 'viewer',
    status: 200,
    answer: 'NetworkList',
    summary: 'List the virtual switches.',
    errors: ['inventory_unknown'],
  },
  getHost: {
    method: 'GET',
    path: '/api/host',
    role: 'viewer',
    status: 200,
    answer: 'Host',
    summary: 'Read what the host is and which versions it speaks.',
    errors: [],
  },
  getDoctor: {
    method: 'GET',
    path: '/api/doctor',
    role: 'viewer',
    status: 200,
    answer: 'Doctor',
    summary: 'Check the host: what may keep it from making VMs, and how to fix it.',
    errors: [],
  },
  listEvents: {
    method: 'GET',
    path: '/api/events',
    role: 'viewer',
    status: 200,
    answer: 'EventList',
    query: { schema: 'EventsQuery', members: { after: 'integer', limit: 'integer' } },
    summary: 'Read the event log after a position.',
    errors: ['invalid_request'],
  },
  listTokens: {
    method: 'GET',
    path: '/api/tokens',
    role: 'admin',
    status: 200,
    answer: 'TokenList',
    summary: 'List the named tokens.',
    errors: [],
  },
  createToken: {
    method: 'POST',
    path: '/api/tokens',
    role: 'admin',
    body: 'CreateTokenBody',
    status: 201,
    answer: 'Token',
    summary: 'Make a named token; its secret is shown once.',
    errors: ['invalid_request', 'token_exists'],
  },
  revokeToken: {
    method: 'DELETE',
    path: '/api/tokens/{id}',
    role: 'admin',
    status: 200,
    answer: 'TokenList',
    summary: 'Revoke a named token.',
    errors: ['token_not_found'],
  },
  openApi: {
    method: 'GET',
    path: '/api/openapi.json',
    role: 'viewer',
    status: 200,
    answer: null,
    summary: 'This description.',
    errors: [],
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    role: 'viewer',
    status: 200,
    answer: null,
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    summary: 'Metrics in the text format of Prometheus.',
    errors: [],
  },
  healthz: {
    method: 'GET',
    path: '/healthz',
    role: null,
    status: 200,
    answer: 'Health',
    summary: 'The process is alive.',
    errors: [],
  },
  readyz: {
    method: 'GET',
    path: '/readyz',
    role: null,
    status: 200,
    answer: 'Health',
    summary: 'Requests that make jobs are accepted; otherwise 503 and why not.',
    errors: ['not_ready'],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof table;
/** Every REST route by name. */
export const routes: { readonly [K in RouteName]: Route & (typeof table)[K] } = table;

export type RouteAnswer<K extends RouteName> = SchemaType<(typeof table)[K]['answer']>;
export type RouteQuery<K extends RouteName> = (typeof table)[K] extends { query: { schema: infer S } }
  ? SchemaType<S>
  : Record<never, never>;
export type RouteBody<K extends RouteName> = (typeof table)[K] extends { body: infer S }
  ? SchemaType<S>
  : undefined;
