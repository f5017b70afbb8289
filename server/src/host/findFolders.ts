import type { Inventory } from '#core/inventory.ts';
import { ownRoots, rootOfDisk } from '#core/vmFolders.ts';
import type { HostConfig } from '#schemas/generated/types.ts';
import type { Clock, HyperV } from './ports.ts';
import type { HostFolders } from './services/context.ts';
import { fold, ownDisks } from './services/hostView.ts';
import type { Store } from './store/store.ts';

export interface FolderSources {
  readonly hyperv: HyperV;
  readonly store: Pick<Store, 'ledger' | 'managed'>;
  readonly config: HostConfig;
  readonly clock: Clock;
  /** Told why the host is not ready yet. */
  readonly onWaiting: (reason: string) => void;
}

/** Wait before a host that could not be read is read again. */
export const READ_AGAIN_MS = 2_000;

/** Finds where VMs go and templates are, from the configuration and else from the machine, and tells the driver. */
export async function findFolders(parts: FolderSources, stopping: AbortSignal): Promise<HostFolders> {
  const { config } = parts;
  const configured = config.template_roots ?? null;
  parts.hyperv.configure({
    template_roots: configured,
    vm_folders: config.vm_root === undefined ? [] : [config.vm_root],
  });
  const inventory = await readUntilKnown(parts, stopping);
  const vm_root = config.vm_root ?? `${inventory.host.default_vm_path.replace(/\\$/, '')}\\VMSpec`;
  const template_roots = configured ?? defaultTemplateRoots(parts.hyperv, inventory);
  const present = ownRoots(
    vm_root,
    inventory.volumes.map(({ path }) => path),
  );
  // What was made under another VM root, or on a volume that is away, is still ours.
  const former = ownDisks(parts.store).map(({ path }) => rootOfDisk(path));
  const vm_folders = [...new Map([...former, ...present].map((root) => [fold(root), root])).values()];
  parts.hyperv.configure({ template_roots, vm_folders });
  return { vm_root, template_roots, vm_folders };
}

function defaultTemplateRoots({ driver }: HyperV, { host, templates }: Inventory): string[] {
  const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('\\'));
  const there = [...new Set(templates.map(({ path }) => parentOf(path)))];
  if (driver === 'simulated')
    return there.length > 0 ? there : [`${host.default_vm_path.slice(0, 3)}Templates`];
  return [`${parentOf(host.default_disk_path.replace(/\\$/, ''))}\\Templates`];
}

async function readUntilKnown(
  { hyperv, clock, onWaiting }: FolderSources,
  stopping: AbortSignal,
): Promise<Inventory> {
  for (;;) {
    const result = await hyperv.inventory(stopping);
    if (result.ok) return result.inventory;
    onWaiting(`the machine cannot be read: ${result.failure.message}`);
    await clock.sleep(READ_AGAIN_MS, stopping);
  }
}
