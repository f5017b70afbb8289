import {
  resourceKey,
  type Promised,
  type ResourceBase,
  type ResourceKey,
  ceilingOf,
} from '#core/capacity.ts';
import type { Charge } from '#core/charges.ts';
import type { Database } from './database.ts';
import { number, numberOrNull, text, type Row } from './row.ts';

/** What a job asks to have promised. */
export interface ReservationDraft {
  readonly job_id: string;
  readonly attempt: number;
  /** Which VM of the job, and which of its charges. */
  readonly n: number;
  readonly item: number;
  /** Row of the VM; null for a VM that we did not create and start for somebody. */
  readonly managed_vm: number | null;
  readonly charge: Charge;
}

/** What is held although nothing needs it any more. */
export interface StaleReservation {
  readonly job_id: string;
  /** Row of the VM of ours, which is released; null: a VM of others, whose job has ended. */
  readonly managed_vm: number | null;
  readonly vm_name: string;
}

/** A disk that room is held for. */
export interface HeldDisk {
  readonly path: string;
  readonly size_mb: number;
  /** Row of the VM of ours. */
  readonly managed_vm: number | null;
}

/** A disk that stays charged although its VM is gone. */
export interface KeptDisk extends HeldDisk {
  readonly managed_vm: number;
  readonly vm_name: string;
  readonly job_id: string;
}

/**
 * What is promised to whom. Usage is always the sum of what is held, never a counter, and a release is a no-op the
 * second time. Nothing here expires.
 */
export interface Ledger {
  /** Sums of what is held, by resource. */
  promised(): Map<ResourceKey, Promised>;
  /** The same for some resources only, which reads no more than what is held of them. */
  promisedOf(keys: Iterable<ResourceKey>): Map<ResourceKey, Promised>;
  /** Tells the database how much may be promised at most; it refuses more on its own. */
  setCeilings(bases: readonly ResourceBase[]): void;
  reserve(draft: ReservationDraft): void;
  /** The VM is finished: what was reserved for it is committed. */
  commit(managedVm: number): void;
  /** CPU, RAM and saved memory of a VM that is proved gone. */
  releaseCompute(managedVm: number, reason: string): void;
  /** Every disk of the VM whose file is proved gone; others stay held. */
  releaseDisks(managedVm: number, isGone: (path: string) => boolean, reason: string): void;
  /** What a job held for a VM that we did not create. */
  releaseUnmanaged(jobId: string, reason: string): void;
  /** Holds these charges for a VM of ours in place of what is held for it now; they may pass what there is. */
  recharge(managedVm: number, charges: readonly Charge[], reason: string): void;
  /** What is held although its VM is released or its job has ended; disks that are kept are not among it. */
  stale(): StaleReservation[];
  /** Rows of the VMs of ours for which something is held, and how many reservations there are in all. */
  holders(): { readonly vms: ReadonlySet<number>; readonly reservations: number };
  /** Every disk that is held, with its virtual size as promised. */
  heldDisks(): HeldDisk[];
  /** Disks that are still held of VMs that are released. */
  keptDisks(): KeptDisk[];
}

export function ledger(database: Database): Ledger {
  const sums = heldSums(database);
  return {
    promised: () => promised(database),
    promisedOf: (keys) => new Map([...keys].map((key) => [key, sums(key)])),
    setCeilings: (bases) => {
      setCeilings(database, bases);
    },
    reserve: ({ job_id, attempt, n, item, managed_vm, charge: { resource, volume, amount, path } }) => {
      database.run(
        `INSERT INTO reservation (job_id, attempt, n, item, managed_vm, pool, amount, path)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[job_id, attempt, n, item, managed_vm, poolOf(database, resource, volume), amount, path],
      );
    },
    commit: (managedVm) => {
      database.run(`UPDATE reservation SET committed = 1 WHERE ${heldByVm}`, managedVm);
    },
    releaseCompute: (managedVm, reason) => {
      database.run(`${release} WHERE path = '' AND ${heldByVm}`, reason, managedVm);
    },
    releaseDisks: (managedVm, isGone, reason) => {
      const held = database.all(`SELECT path FROM reservation WHERE path <> '' AND ${heldByVm}`, managedVm);
      for (const path of held.map((row) => text(row, 'path'))) {
        if (isGone(path)) database.run(`${release} WHERE path = ? AND ${heldByVm}`, reason, path, managedVm);
      }
    },
    releaseUnmanaged: (jobId, reason) => {
      database.run(`${release} WHERE job_id = ? AND managed_vm IS NULL AND state = 'HELD'`, reason, jobId);
    },
    recharge: (managedVm, charges, reason) => {
      recharge(database, managedVm, charges, reason);
    },
    stale: () => database.all(stale).map(staleOf),
    holders: () => holders(database),
    heldDisks: () => database.all(heldDisks).map(heldDiskOf),
    keptDisks: () => database.all(keptDisks).map(keptDiskOf),
  };
}

const release = `UPDATE reservation SET state = 'RELEASED', released_reason = ?`;

/** What is held for one VM of ours, by its row. */
const heldByVm = `state = 'HELD' AND (job_id, attempt, n) = (SELECT job_id, attempt, n FROM managed_vm WHERE id = ?)`;

/** What is released keeps its place, so that what is held in its stead comes after it. */
const nextItem = `
  (SELECT COALESCE(MAX(item), -1) + 1 FROM reservation AS earlier
   WHERE (earlier.job_id, earlier.attempt, earlier.n) = (managed_vm.job_id, managed_vm.attempt, managed_vm.n))`;

function recharge(database: Database, managedVm: number, charges: readonly Charge[], reason: string): void {
  database.run(`${release} WHERE ${heldByVm}`, reason, managedVm);
  for (const { resource, volume, amount, path } of charges) {
    database.run(
      `INSERT INTO reservation (job_id, attempt, n, item, managed_vm, pool, amount, path, committed)
       SELECT job_id, attempt, n, ${nextItem}, id, ?, ?, ?, 1 FROM managed_vm WHERE id = ?`,
      ...[poolOf(database, resource, volume), amount, path, managedVm],
    );
  }
}

const stale = `
  SELECT DISTINCT reservation.job_id, managed_vm.id AS managed_vm, COALESCE(managed_vm.vm_name, job_vm.vm_name, '') AS vm_name
  FROM reservation INDEXED BY reservation_held
  LEFT JOIN managed_vm ON managed_vm.id = reservation.managed_vm
  LEFT JOIN job ON job.id = reservation.job_id
  LEFT JOIN job_vm ON job_vm.job_id = reservation.job_id AND job_vm.n = reservation.n
  WHERE reservation.state = 'HELD' AND reservation.path = ''
    AND CASE WHEN managed_vm.id IS NULL THEN COALESCE(job.status IN ('Failed', 'Success'), 1) ELSE managed_vm.state = 'RELEASED' END
  ORDER BY reservation.job_id`;

function staleOf(row: Row): StaleReservation {
  return {
    job_id: text(row, 'job_id'),
    managed_vm: numberOrNull(row, 'managed_vm'),
    vm_name: text(row, 'vm_name'),
  };
}

function holders(database: Database): { vms: Set<number>; reservations: number } {
  const rows = database.all(
    `SELECT managed_vm, COUNT(*) AS held FROM reservation INDEXED BY reservation_held WHERE state = 'HELD' GROUP BY managed_vm`,
  );
  return {
    vms: new Set(rows.flatMap((row) => (row['managed_vm'] === null ? [] : [number(row, 'managed_vm')]))),
    reservations: rows.reduce((sum, row) => sum + number(row, 'held'), 0),
  };
}

const heldOfAll = `
  SELECT resource, volume, committed, SUM(amount) AS held
  FROM capacity JOIN reservation ON reservation.pool = capacity.id
  WHERE state = 'HELD' GROUP BY capacity.id, committed`;

function promised(database: Database): Map<ResourceKey, Promised> {
  const sums = new Map<ResourceKey, Promised>();
  for (const row of database.all(heldOfAll)) {
    const resource = text(row, 'resource') as Charge['resource'];
    const key = resourceKey({ resource, volume: text(row, 'volume') });
    sums.set(key, addStage(sums.get(key), row));
  }
  return sums;
}

function addStage(sum: Promised | undefined, row: Row): Promised {
  const { committed, reserved } = sum ?? { committed: 0, reserved: 0 };
  const held = number(row, 'held');
  return number(row, 'committed') === 1 ? { committed: held, reserved } : { committed, reserved: held };
}

/** Sums of what is held, each read once and kept while nothing at all is written: refusals write nothing. */
function heldSums(database: Database): (key: ResourceKey) => Promised {
  const kept = { generation: '', sums: new Map<ResourceKey, Promised>() };
  return (key) => {
    const generation = database.generation();
    if (generation !== kept.generation) Object.assign(kept, { generation, sums: new Map() });
    const sum = kept.sums.get(key) ?? promisedOf(database, key);
    kept.sums.set(key, sum);
    return sum;
  };
}

const heldOfOne = `
  SELECT committed, SUM(amount) AS held FROM reservation
  WHERE state = 'HELD' AND pool = (SELECT id FROM capacity WHERE resource = ? AND volume = ?) GROUP BY committed`;

function promisedOf(database: Database, key: ResourceKey): Promised {
  const at = key.indexOf('|');
  const stages = database.all(heldOfOne, key.slice(0, at), key.slice(at + 1));
  return stages.reduce<Promised>(addStage, { committed: 0, reserved: 0 });
}

/** Row of a resource; one that the machine does not have is made with nothing to promise. */
function poolOf(database: Database, resource: string, volume: string): number {
  const find = 'SELECT id FROM capacity WHERE resource = ? AND volume = ?';
  const make = 'INSERT INTO capacity (resource, volume, ceiling) VALUES (?, ?, 0) RETURNING id';
  const row = database.get(find, resource, volume) ?? database.get(make, resource, volume);
  return row === undefined ? 0 : number(row, 'id');
}

function setCeilings(database: Database, bases: readonly ResourceBase[]): void {
  const known = new Map(
    database
      .all('SELECT resource, volume, ceiling FROM capacity')
      .map((row) => [`${text(row, 'resource')}|${text(row, 'volume')}`, row]),
  );
  for (const base of bases) {
    const before = known.get(resourceKey(base))?.['ceiling'];
    if (before !== ceilingOf(base)) setCeiling(database, base.resource, base.volume, ceilingOf(base));
    known.delete(resourceKey(base));
  }
  for (const gone of known.values()) {
    if (number(gone, 'ceiling') !== 0) setCeiling(database, text(gone, 'resource'), text(gone, 'volume'), 0);
  }
}

function setCeiling(database: Database, resource: string, volume: string, ceiling: number): void {
  database.run(
    `INSERT INTO capacity (resource, volume, ceiling) VALUES (?, ?, ?)
     ON CONFLICT (resource, volume) DO UPDATE SET ceiling = excluded.ceiling`,
    resource,
    volume,
    ceiling,
  );
}

// Both go by the index of what is held: most rows are history.
const heldDisks = `SELECT path, amount, managed_vm FROM reservation INDEXED BY reservation_held WHERE state = 'HELD' AND path <> ''`;

function heldDiskOf(row: Row): HeldDisk {
  return {
    path: text(row, 'path'),
    size_mb: number(row, 'amount'),
    managed_vm: numberOrNull(row, 'managed_vm'),
  };
}

const keptDisks = `
  SELECT managed_vm.id AS managed_vm, reservation.path, reservation.amount, managed_vm.vm_name, managed_vm.job_id
  FROM reservation INDEXED BY reservation_held CROSS JOIN managed_vm ON managed_vm.id = reservation.managed_vm
  WHERE reservation.state = 'HELD' AND managed_vm.state = 'RELEASED' AND reservation.path <> ''
  ORDER BY managed_vm.id, reservation.item`;

function keptDiskOf(row: Row): KeptDisk {
  return {
    ...heldDiskOf(row),
    managed_vm: number(row, 'managed_vm'),
    vm_name: text(row, 'vm_name'),
    job_id: text(row, 'job_id'),
  };
}
