import type { Job, SnapshotPage, Vm } from '#schemas/generated/types.ts';
import { SNAPSHOT_PAGE_BYTES } from '#schemas/limits.ts';
import type { ServiceContext } from '../services/context.ts';
import { listVms } from '../services/vms.ts';

/** Jobs of a snapshot: the newest, finished or not. */
const SNAPSHOT_JOBS = 500;
/** Room for the members of a page beside its entries. */
const PAGE_FRAME_BYTES = 512;

/** The present state in pages. Jobs come without their request: it can be large, and is read with the job. */
export function* snapshotPages(context: ServiceContext, seq: number): Generator<SnapshotPage> {
  const { store } = context;
  const epoch = store.epoch;
  const jobs = store.jobs
    .list({ status: null, before: null, limit: SNAPSHOT_JOBS })
    .map(({ job }): Job => ({ ...job, request: {} }));
  const vms = listVms(context);
  for (const page of split(jobs)) yield { seq, epoch, jobs: page, vms: [], last: false };
  for (const page of split(vms.ok ? vms.value.vms : []))
    yield { seq, epoch, jobs: [], vms: page, last: false };
  yield { seq, epoch, jobs: [], vms: [], last: true };
}

function* split<T extends Job | Vm>(entries: readonly T[]): Generator<T[]> {
  let page: T[] = [];
  let bytes = PAGE_FRAME_BYTES;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (page.length > 0 && bytes + size > SNAPSHOT_PAGE_BYTES) {
      yield page;
      page = [];
      bytes = PAGE_FRAME_BYTES;
    }
    page.push(entry);
    bytes += size;
  }
  if (page.length > 0) yield page;
}
