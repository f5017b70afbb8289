import type { Capacity, Host, Job, NetworkList, TemplateList, Vm } from '#schemas/generated/types.ts';

/** A job as it is kept: its request can be large, and is read with the job. */
export type HostJob = Omit<Job, 'request'>;

/** What is known of a host: complete, and as new as its last event. */
export interface HostState {
  readonly host: Host;
  /** By `vm_id`. */
  readonly vms: ReadonlyMap<string, Vm>;
  /** By `job_id`: the newest ones. */
  readonly jobs: ReadonlyMap<string, HostJob>;
  readonly capacity: Capacity;
  readonly templates: TemplateList;
  readonly networks: NetworkList;
  /** When it was last heard of, by the clock of this computer. RFC 3339, UTC. */
  readonly at: string;
}

/** What of the state is not a list by id. */
export type Part = 'host' | 'capacity' | 'templates' | 'networks';

/** What is different from before: ids that appeared, went or changed. */
export interface Changes {
  readonly vms: ReadonlySet<string>;
  readonly jobs: ReadonlySet<string>;
  readonly parts: ReadonlySet<Part>;
}

/** Lists that are read as a whole. */
export const listNames = ['vms', 'jobs', 'capacity', 'templates', 'networks', 'host'] as const;
export type ListName = (typeof listNames)[number];

/** What has to be read because events do not carry it. */
export interface Wanted {
  readonly lists: ReadonlySet<ListName>;
  /** Ids of VMs to read one by one. */
  readonly vms: ReadonlySet<string>;
  /** Ids of jobs to read one by one. */
  readonly jobs: ReadonlySet<string>;
}

/** What is still to be read: a set of wants under work. */
export interface Wants extends Wanted {
  readonly lists: Set<ListName>;
  readonly vms: Set<string>;
  readonly jobs: Set<string>;
}

export function noWants(): Wants {
  return { lists: new Set(), vms: new Set(), jobs: new Set() };
}

/** The state as it is being put together; null: not known yet. */
export interface Mirror {
  readonly host: Host | null;
  readonly vms: ReadonlyMap<string, Vm> | null;
  readonly jobs: ReadonlyMap<string, HostJob> | null;
  readonly capacity: Capacity | null;
  readonly templates: TemplateList | null;
  readonly networks: NetworkList | null;
}

export const emptyMirror: Mirror = {
  host: null,
  vms: null,
  jobs: null,
  capacity: null,
  templates: null,
  networks: null,
};

/** The state of a mirror that has everything; null while something is missing. */
export function complete(mirror: Mirror, at: string): HostState | null {
  const { host, vms, jobs, capacity, templates, networks } = mirror;
  if (host === null || vms === null || jobs === null) return null;
  if (capacity === null || templates === null || networks === null) return null;
  return { host, vms, jobs, capacity, templates, networks, at };
}
