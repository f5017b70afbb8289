import type { Inventory, TemplateFacts, VmFacts } from '#core/inventory.ts';
import type { PowerShellInventory, PowerShellTemplate, PowerShellVm } from '#schemas/generated/types.ts';
import type { InventoryChanges, InventoryPage } from '../operations/reads.ts';

/** A page as the port tells it; null when the answer holds neither a page nor that nothing changed. */
export function readPage({
  stamp,
  unchanged,
  inventory,
  since,
  gone_vms = [],
  gone_files = [],
  next_page,
}: PowerShellInventory): InventoryPage | null {
  if (unchanged === true) return { unchanged, stamp };
  if (inventory === undefined) return null;
  return {
    unchanged: false,
    stamp,
    inventory: {
      ...inventory,
      vms: inventory.vms.map(readVm),
      templates: inventory.templates.map(readTemplate),
    },
    changes: since === undefined ? null : { since, gone_vms, gone_files },
    next: next_page ?? null,
  };
}

/** All pages of one stamp as one inventory; every page repeats what is not a list of VMs or disks. */
export function joinPages(
  stamp: string,
  first: Omit<Inventory, 'stamp'>,
  more: readonly Omit<Inventory, 'stamp'>[],
): Inventory {
  const pages = [first, ...more];
  return {
    ...first,
    stamp,
    vms: pages.flatMap(({ vms }) => vms),
    templates: pages.flatMap(({ templates }) => templates),
    own_files: pages.flatMap(({ own_files }) => own_files),
  };
}

/** The last reading with what changed since. Changed VMs and files keep their places, new ones come last. */
export function withChanges(last: Inventory, changed: Inventory, gone: InventoryChanges): Inventory {
  return {
    ...changed,
    vms: replaced(last.vms, changed.vms, gone.gone_vms, ({ vm_id }) => vm_id),
    own_files: replaced(last.own_files, changed.own_files, gone.gone_files, ({ path }) => path),
  };
}

function replaced<T>(
  before: readonly T[],
  changed: readonly T[],
  gone: readonly string[],
  keyOf: (item: T) => string,
): readonly T[] {
  const items = new Map(before.map((item) => [keyOf(item).toLowerCase(), item]));
  for (const key of gone) items.delete(key.toLowerCase());
  for (const item of changed) items.set(keyOf(item).toLowerCase(), item);
  return [...items.values()];
}

function readVm(vm: PowerShellVm): VmFacts {
  return { ...vm, vm_id: vm.vm_id.toLowerCase(), generation: vm.generation === 1 ? 1 : 2 };
}

function readTemplate(template: PowerShellTemplate): TemplateFacts {
  const { generation } = template;
  return { ...template, generation: generation === 1 || generation === 2 ? generation : null };
}
