import type { AuditFinding } from '#schemas/generated/types.ts';
import type { HostView } from '../hostView.ts';
import { fold } from '../hostView.ts';
import type { Services } from '../services.ts';
import { ownerOfFile } from './fileFindings.ts';

const NOT_READ = 'The host cannot be read now.';

/** Removes a disk that stayed when its VM was deleted, and gives back what is held for it once it is gone. */
export async function removeKeptDisk(services: Services, { path }: AuditFinding): Promise<string | null> {
  const { store, watch } = services.context;
  const kept = store.ledger.keptDisks().find((disk) => disk.path === path);
  if (kept === undefined) return null;
  const failed = await removeOne(services, kept.path, kept.job_id);
  if (failed !== null) return failed;
  const view = await watch.fresh();
  if (view === null) return NOT_READ;
  if (view.hasFile(kept.path)) return 'The file is there still.';
  store.transact(() => store.ledger.releaseDisks(kept.managed_vm, (disk) => disk === kept.path, 'removed'));
  return null;
}

/** Removes a disk file that no VM uses, from a folder of a VM of ours that is gone. */
export async function removeUnexplainedFile(
  services: Services,
  { path }: AuditFinding,
): Promise<string | null> {
  const owner = ownerOfFile(services.context.store, path ?? '');
  if (path === null || owner === null) return 'No record tells whose folder it is in.';
  return removeOne(services, path, owner.job_id);
}

/** Removes one file: the folder's owner mark must name the job, and everything else that is a disk stays. */
async function removeOne(services: Services, path: string, owner: string): Promise<string | null> {
  const { context, jobContext } = services;
  const view = await context.watch.fresh();
  if (view === null) return NOT_READ;
  const folder = path.slice(0, path.lastIndexOf('\\'));
  if (isLivedIn(view, folder, path)) return 'A VM lives in its folder or uses the file.';
  const keep = view.inventory.own_files
    .map((file) => file.path)
    .filter((other) => fold(other) !== fold(path) && inside(other, folder));
  const result = await jobContext.hyperv.ensure(
    'remove_files',
    { owner, folders: [folder], keep },
    jobContext.stopping,
  );
  if (result.outcome === 'failed') return result.failure.message;
  return result.outcome === 'unknown' ? result.reason : null;
}

function isLivedIn({ inventory }: HostView, folder: string, path: string): boolean {
  return inventory.vms.some(
    (vm) =>
      inside(vm.path, folder) ||
      fold(vm.path) === fold(folder) ||
      vm.disks.some(
        (disk) =>
          fold(disk.path) === fold(path) ||
          fold(disk.parent_path ?? '') === fold(path) ||
          inside(disk.path, folder),
      ),
  );
}

function inside(path: string, folder: string): boolean {
  return fold(path).startsWith(`${fold(folder)}\\`);
}
