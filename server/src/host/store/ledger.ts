import {
  resourceKey,
  type Promised,
  type ResourceBase,
  type ResourceKey,
  ceilingOf,
} from '#core/capacity.ts';
import type { Charge } from '#core/charges.ts';
import type { Database } from './database.ts';
import { number, text, type Row } from './row.ts';

/** What a job asks to have promised. */
export interface ReservationDraft {
  readonly job_id: string;
  readonly attempt: number;
  /** Row of the VM; null for a VM that we did not create and start for somebody. */
  readonly managed_vm: number | null;
  readonly charge: Charge;
}

/** A disk that stays charged although its VM is gone. */
export interface KeptDisk {
  readonly reservation: number;
  readonly path: string;
  readonly size_mb: number;
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
  releaseReservation(reservation: number, reason: string): void;
  /** What a job held for a VM that we did not create. */
  releaseUnmanaged(jobId: string, reason: string): void;
  /** Disks that are still held of VMs that are released. */
  keptDisks(): KeptDisk[];
  /** Told at the end of every transaction, committed or not. */
  settled(): void;
}

export function ledger(database: Database): Ledger {
  const sums = heldSums(database);
  return {
    settled: () => {
      sums.settled();
    },
    promised: () => promised(database),
    promisedOf: (keys) => new Map([...keys].map((key) => [key, sums.of(key)])),
    setCeilings: (bases) => {
      setCeilings(database, bases);
    },
    reserve: ({ job_id, attempt, managed_vm, charge }) => {
      sums.changed();
      database.run(
        `INSERT INTO reservation (job_id, attempt, managed_vm, resource, volume, amount, path, stage)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'reserved')`,
        job_id,
        attempt,
        managed_vm,
        charge.resource,
        charge.volume,
        charge.amount,
        charge.path,
      );
    },
    commit: (managedVm) => {
      sums.changed();
      database.run(
        `UPDATE reservation SET stage = 'committed' WHERE managed_vm = ? AND state = 'HELD'`,
        managedVm,
      );
    },
    releaseCompute: (managedVm, reason) => {
      sums.changed();
      database.run(
        `UPDATE reservation SET state = 'RELEASED', released_reason = ? WHERE managed_vm = ? AND path = '' AND state = 'HELD'`,
        reason,
        managedVm,
      );
    },
    releaseDisks: (managedVm, isGone, reason) => {
      sums.changed();
      const held = database.all(
        `SELECT id, path FROM reservation WHERE managed_vm = ? AND path <> '' AND state = 'HELD'`,
        managedVm,
      );
      for (const row of held) if (isGone(text(row, 'path'))) release(database, number(row, 'id'), reason);
    },
    releaseReservation: (reservation, reason) => {
      sums.changed();
      release(database, reservation, reason);
    },
    releaseUnmanaged: (jobId, reason) => {
      sums.changed();
      database.run(
        `UPDATE reservation SET state = 'RELEASED', released_reason = ? WHERE job_id = ? AND managed_vm IS NULL AND state = 'HELD'`,
        reason,
        jobId,
      );
    },
    keptDisks: () => database.all(keptDisks).map(keptDiskOf),
  };
}

function promised(database: Database): Map<ResourceKey, Promised> {
  const rows = database.all(
    `SELECT resource, volume, stage, SUM(amount) AS held FROM reservation WHERE state = 'HELD' GROUP BY resource, volume, stage`,
  );
  const sums = new Map<ResourceKey, Promised>();
  for (const row of rows) {
    const resource = text(row, 'resource') as Charge['resource'];
    const key = resourceKey({ resource, volume: text(row, 'volume') });
    const before = sums.get(key) ?? { committed: 0, reserved: 0 };
    const held = number(row, 'held');
    sums.set(
      key,
      text(row, 'stage') === 'committed' ? { ...before, committed: held } : { ...before, reserved: held },
    );
  }
  return sums;
}

/**
 * Sums of what is held, each read once and kept while nothing held changes. In a transaction that has changed something
 * nothing is kept, since it may be rolled back.
 */
function heldSums(database: Database): {
  of(key: ResourceKey): Promised;
  changed(): void;
  settled(): void;
} {
  const kept = new Map<ResourceKey, Promised>();
  const state = { changing: false };
  return {
    of: (key) => {
      const sum = kept.get(key) ?? promisedOf(database, key);
      if (!state.changing) kept.set(key, sum);
      return sum;
    },
    changed: () => {
      state.changing = true;
      kept.clear();
    },
    settled: () => {
      state.changing = false;
    },
  };
}

const heldIn = (stage: 'committed' | 'reserved'): string =>
  `SELECT COALESCE(SUM(amount), 0) FROM reservation
   WHERE state = 'HELD' AND resource = ?1 AND volume = ?2 AND stage = '${stage}'`;
const heldOfOne = `SELECT (${heldIn('committed')}) AS committed, (${heldIn('reserved')}) AS reserved`;

function promisedOf(database: Database, key: ResourceKey): Promised {
  const at = key.indexOf('|');
  const row = database.get(heldOfOne, key.slice(0, at), key.slice(at + 1));
  return row === undefined
    ? { committed: 0, reserved: 0 }
    : { committed: number(row, 'committed'), reserved: number(row, 'reserved') };
}

function setCeilings(database: Database, bases: readonly ResourceBase[]): void {
  const known = new Map(
    database
      .all('SELECT resource, volume, ceiling FROM capacity')
      .map((row) => [`${text(row, 'resource')}|${text(row, 'volume')}`, number(row, 'ceiling')]),
  );
  for (const base of bases) {
    const ceiling = ceilingOf(base);
    if (known.get(resourceKey(base)) !== ceiling) {
      database.run(
        'INSERT OR REPLACE INTO capacity (resource, volume, ceiling) VALUES (?, ?, ?)',
        base.resource,
        base.volume,
        ceiling,
      );
    }
    known.delete(resourceKey(base));
  }
  for (const key of known.keys()) {
    const [resource, volume] = key.split('|');
    database.run('DELETE FROM capacity WHERE resource = ? AND volume = ?', resource ?? '', volume ?? '');
  }
}

function release(database: Database, reservation: number, reason: string): void {
  database.run(
    `UPDATE reservation SET state = 'RELEASED', released_reason = ? WHERE id = ? AND state = 'HELD'`,
    reason,
    reservation,
  );
}

const keptDisks = `
  SELECT reservation.id, reservation.path, reservation.amount, managed_vm.vm_name, managed_vm.job_id
  FROM managed_vm JOIN reservation ON reservation.managed_vm = managed_vm.id
  WHERE reservation.state = 'HELD' AND managed_vm.state = 'RELEASED' AND reservation.path <> ''
  ORDER BY reservation.id`;

function keptDiskOf(row: Row): KeptDisk {
  return {
    reservation: number(row, 'id'),
    path: text(row, 'path'),
    size_mb: number(row, 'amount'),
    vm_name: text(row, 'vm_name'),
    job_id: text(row, 'job_id'),
  };
}
