import type { PowerShellDoctorFacts } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import type { Inventory } from '#core/inventory.ts';
import { readPage } from '../records/inventoryPage.ts';
import { deadlines, operation, type Operation } from './operation.ts';

/** Folders that the host was configured with. */
export interface Folders {
  readonly template_roots: readonly string[] | null;
  readonly vm_folders: readonly string[];
}

/** A page of the inventory, or word that nothing changed. */
export type InventoryPage =
  | { readonly unchanged: true; readonly stamp: string }
  | {
      readonly unchanged: false;
      readonly stamp: string;
      /** All there is, or what changed. */
      readonly inventory: Omit<Inventory, 'stamp'>;
      /** Null: all there is. */
      readonly changes: InventoryChanges | null;
      readonly next: string | null;
    };

/** What a page that holds only changes adds to the reading with the stamp `since`. */
export interface InventoryChanges {
  readonly since: string;
  readonly gone_vms: readonly string[];
  readonly gone_files: readonly string[];
}

/** Reads the machine, unless its stamp is the known one. `after` is where the page before ended. */
export function inventoryOperation(
  folders: Folders,
  knownStamp: string | null,
  after: string | null,
): Operation<InventoryPage> {
  const params = { ...folders, known_stamp: knownStamp, ...(after === null ? {} : { page_after: after }) };
  const call = {
    operation: 'inventory',
    params,
    lane: 'inventory',
    deadlineMs: deadlines.inventory,
  } as const;
  return operation(call, validators.PowerShellInventory, readPage);
}

/** Raw facts for a check of the host. */
export function doctorOperation(folders: Folders): Operation<PowerShellDoctorFacts> {
  const params = { template_roots: folders.template_roots, vm_folders: folders.vm_folders };
  const call = { operation: 'doctor_facts', params, lane: 'read', deadlineMs: deadlines.look } as const;
  return operation(call, validators.PowerShellDoctorFacts, (record) => record);
}
