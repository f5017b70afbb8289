import { isDeepStrictEqual } from 'node:util';
import type { Vm } from '#schemas/generated/types.ts';
import { noWants, type HostJob, type ListName, type Mirror, type Part, type Wants } from './hostState.ts';

/** Jobs that are kept; the oldest that have ended go first. */
export const JOBS_KEPT = 500;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A mirror under work: maps are copied with the first change, what changes is written down. */
export interface Draft {
  readonly mirror: Mirror;
  readonly changes: { readonly vms: Set<string>; readonly jobs: Set<string>; readonly parts: Set<Part> };
  readonly wanted: Wants;
  want(...lists: readonly ListName[]): void;
  /** Keeps a VM, or forgets the one of this id. */
  setVm(id: string, vm: Vm | null): void;
  setJob(id: string, job: HostJob | null): void;
  setVms(vms: readonly Vm[]): void;
  setJobs(jobs: readonly HostJob[]): void;
  setPart<K extends Part>(part: K, value: Mirror[K]): void;
  clear(): void;
}

export function draftOf(before: Mirror): Draft {
  const mirror: Writable<Mirror> = { ...before };
  const changes: Draft['changes'] = { vms: new Set(), jobs: new Set(), parts: new Set() };
  const wanted = noWants();
  const own = { vms: null as Map<string, Vm> | null, jobs: null as Map<string, HostJob> | null };
  const vmsToWrite = (): Map<string, Vm> => {
    own.vms ??= new Map(mirror.vms);
    mirror.vms = own.vms;
    return own.vms;
  };
  const jobsToWrite = (): Map<string, HostJob> => {
    own.jobs ??= new Map(mirror.jobs);
    mirror.jobs = own.jobs;
    return own.jobs;
  };
  return {
    mirror,
    changes,
    wanted,
    want: (...lists) => lists.forEach((list) => wanted.lists.add(list)),
    setVm: (id, vm) => {
      if (put(mirror.vms, vmsToWrite, id, vm)) changes.vms.add(id);
    },
    setJob: (id, job) => {
      if (!put(mirror.jobs, jobsToWrite, id, job)) return;
      changes.jobs.add(id);
      for (const old of surplus(mirror.jobs)) {
        jobsToWrite().delete(old);
        changes.jobs.add(old);
      }
    },
    setVms: (vms) => {
      own.vms = replaced(mirror.vms, new Map(vms.map((vm) => [vm.vm_id, vm])), changes.vms);
      mirror.vms = own.vms;
    },
    setJobs: (jobs) => {
      own.jobs = replaced(mirror.jobs, new Map(jobs.map((job) => [job.job_id, job])), changes.jobs);
      mirror.jobs = own.jobs;
    },
    setPart: (part, value) => {
      if (isDeepStrictEqual(mirror[part], value)) return;
      mirror[part] = value;
      changes.parts.add(part);
    },
    clear: () => {
      for (const id of mirror.vms?.keys() ?? []) changes.vms.add(id);
      for (const id of mirror.jobs?.keys() ?? []) changes.jobs.add(id);
      for (const part of ['host', 'capacity', 'templates', 'networks'] as const) {
        if (mirror[part] !== null) changes.parts.add(part);
        mirror[part] = null;
      }
      mirror.vms = mirror.jobs = own.vms = own.jobs = null;
    },
  };
}

/** Puts one entry into a map that is copied first; false when nothing is different, or the list is not known yet. */
function put<T>(
  map: ReadonlyMap<string, T> | null,
  toWrite: () => Map<string, T>,
  id: string,
  value: T | null,
): boolean {
  if (map === null) return false;
  if (value === null) return map.has(id) && toWrite().delete(id);
  if (isDeepStrictEqual(map.get(id), value)) return false;
  toWrite().set(id, value);
  return true;
}

/** The new entries; those that are as before stay the same objects. Notes the ids that differ. */
function replaced<T>(
  before: ReadonlyMap<string, T> | null,
  after: Map<string, T>,
  changed: Set<string>,
): Map<string, T> {
  for (const id of before?.keys() ?? []) if (!after.has(id)) changed.add(id);
  for (const [id, value] of after) {
    const old = before?.get(id);
    if (old !== undefined && isDeepStrictEqual(old, value)) after.set(id, old);
    else changed.add(id);
  }
  return after;
}

function surplus(jobs: ReadonlyMap<string, HostJob> | null): string[] {
  if (jobs === null || jobs.size <= JOBS_KEPT) return [];
  const ended = [...jobs.values()].filter(({ finished_at }) => finished_at !== null);
  return ended
    .sort((left, right) => (left.created_at < right.created_at ? -1 : 1))
    .slice(0, jobs.size - JOBS_KEPT)
    .map(({ job_id }) => job_id);
}
