import type { Blueprint } from '#core/blueprint.ts';
import type { Database } from './database.ts';
import { number, text, textOrNull, type Row } from './row.ts';

/** A VM that we created or are about to. */
export interface ManagedVm {
  readonly id: number;
  readonly job_id: string;
  /** Attempt of the job that it belongs to. */
  readonly attempt: number;
  readonly n: number;
  readonly vm_name: string;
  /** Id on the host, once it exists. */
  readonly vm_id: string | null;
  readonly blueprint: Blueprint;
}

/** The VMs of ours. A held one owns its name; a released one is history. */
export interface ManagedVms {
  /** Answers null when a held VM has the name already. */
  add(vm: Omit<ManagedVm, 'id' | 'vm_id'>): number | null;
  get(id: number): ManagedVm | null;
  held(): ManagedVm[];
  byVmId(vmId: string): ManagedVm | null;
  /** The held VM that has this name, regardless of case. */
  holderOf(name: string): ManagedVm | null;
  identify(id: number, vmId: string): void;
  release(id: number): void;
  /** Holds a released one again; false when another one has its name by now. */
  hold(id: number): boolean;
  /** Records another name and other sizes; false when another one has the name. */
  record(id: number, vmName: string, blueprint: Blueprint): boolean;
  /** The one that this VM was, released last. */
  releasedAs(vmId: string): ManagedVm | null;
  /** The one that this folder belonged to, released without its VM ever having been seen. */
  neverIdentifiedIn(folder: string): ManagedVm | null;
  /** Those whose folder ends with the folders of a job and a VM, newest first, and whether each is held. */
  inFolder(job: string, vm: string): (ManagedVm & { readonly held: boolean })[];
}

export function managedVms(database: Database): ManagedVms {
  const one = (sql: string, value: string | number): ManagedVm | null => {
    const row = database.get(sql, value);
    return row === undefined ? null : managedVmOf(row);
  };
  return {
    add: (vm) => {
      const row = database.get(
        `INSERT INTO managed_vm (job_id, attempt, n, vm_name, folder, blueprint) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING RETURNING id`,
        vm.job_id,
        vm.attempt,
        vm.n,
        vm.vm_name,
        vm.blueprint.folder,
        JSON.stringify(vm.blueprint),
      );
      return row === undefined ? null : number(row, 'id');
    },
    get: (id) => one('SELECT * FROM managed_vm WHERE id = ?', id),
    held: () => database.all(`SELECT * FROM managed_vm WHERE state = 'HELD' ORDER BY id`).map(managedVmOf),
    byVmId: (vmId) => one(`SELECT * FROM managed_vm WHERE vm_id = ? AND state = 'HELD'`, vmId),
    holderOf: (name) => one(`SELECT * FROM managed_vm WHERE vm_name = ? AND state = 'HELD'`, name),
    identify: (id, vmId) => {
      database.run('UPDATE managed_vm SET vm_id = ? WHERE id = ?', vmId, id);
    },
    release: (id) => {
      database.run(`UPDATE managed_vm SET state = 'RELEASED' WHERE id = ? AND state = 'HELD'`, id);
    },
    hold: (id) =>
      database.run(`UPDATE OR IGNORE managed_vm SET state = 'HELD' WHERE id = ? AND state = 'RELEASED'`, id) >
      0,
    record: (id, vmName, blueprint) =>
      database.run(
        'UPDATE OR IGNORE managed_vm SET vm_name = ?, blueprint = ? WHERE id = ?',
        vmName,
        JSON.stringify(blueprint),
        id,
      ) > 0,
    releasedAs: (vmId) =>
      one(`SELECT * FROM managed_vm WHERE vm_id = ? AND state = 'RELEASED' ORDER BY id DESC LIMIT 1`, vmId),
    neverIdentifiedIn: (folder) =>
      one(
        `SELECT * FROM managed_vm WHERE folder = ? AND vm_id IS NULL AND state = 'RELEASED' ORDER BY id DESC LIMIT 1`,
        folder,
      ),
    inFolder: (job, vm) => {
      const end = `\\${job}\\${vm}`;
      return database
        .all(
          `SELECT * FROM managed_vm WHERE substr(folder, -length(?)) = ? COLLATE NOCASE ORDER BY id DESC`,
          end,
          end,
        )
        .map((row) => ({ ...managedVmOf(row), held: text(row, 'state') === 'HELD' }));
    },
  };
}

function managedVmOf(row: Row): ManagedVm {
  return {
    id: number(row, 'id'),
    job_id: text(row, 'job_id'),
    attempt: number(row, 'attempt'),
    n: number(row, 'n'),
    vm_name: text(row, 'vm_name'),
    vm_id: textOrNull(row, 'vm_id'),
    blueprint: JSON.parse(text(row, 'blueprint')) as Blueprint,
  };
}
