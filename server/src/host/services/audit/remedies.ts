import { MB_PER_GB } from '#core/charges.ts';
import { chargesOfReturned } from '#core/adoption.ts';
import type { AuditFinding, AuditKind } from '#schemas/generated/types.ts';
import { cleanUpLeftover } from '../../jobs/rollBackVm.ts';
import { READINGS_TO_BE_GONE } from '../reconciler.ts';
import type { Services } from '../services.ts';
import { removeKeptDisk, removeUnexplainedFile } from './removeFile.ts';

/** How a kind of finding is mended. */
export interface Remedy {
  /** What is done, for people. */
  readonly what: (finding: AuditFinding) => string;
  /** Does it; answers why it could not, or null. */
  readonly act: (services: Services, finding: AuditFinding) => Promise<string | null>;
}

/** The remedies there are; what is not here, somebody has to decide. */
export const remedies: Partial<Readonly<Record<AuditKind, Remedy>>> = {
  vm_gone: {
    what: ({ vm_name }) =>
      `Give back what is held for "${vm_name ?? ''}", once three readings show that it is gone.`,
    act: readUntilProved,
  },
  disk_kept_gone: {
    what: ({ path }) => `Give back what is held for ${path ?? ''}, once three readings show that it is gone.`,
    act: readUntilProved,
  },
  leftover: {
    what: ({ vm_name }) => `Remove what "${vm_name ?? ''}" left on the host, and give back what it holds.`,
    act: async ({ context, jobContext }, { id }) => {
      const [job_id, n] = keyOf(id).split('/');
      await cleanUpLeftover(jobContext, { job_id: job_id ?? '', n: Number(n) });
      const row = context.store.jobs.vm(job_id ?? '', Number(n));
      return row?.vm.rollback === 'incomplete' ? 'It cannot be removed still.' : null;
    },
  },
  reservation_stale: {
    what: ({ vm_name }) => `Give back what is held for "${vm_name ?? ''}".`,
    act: ({ context: { store } }, { id, job_id }) => {
      store.transact(() => {
        if (keyOf(id) === job_id) store.ledger.releaseUnmanaged(job_id, 'audit');
        else store.ledger.releaseCompute(Number(keyOf(id)), 'audit');
      });
      return Promise.resolve(null);
    },
  },
  reservation_missing: {
    what: ({ vm_name }) => `Hold what "${vm_name ?? ''}" has.`,
    act: ({ context: { store, watch } }, { id }) => {
      const managed = store.managed.get(Number(keyOf(id)));
      const vm = managed === null ? null : (watch.current()?.find(managed) ?? null);
      if (managed === null || vm === null) return Promise.resolve('It is not on the host any more.');
      const charges = chargesOfReturned(managed.blueprint.vm, vm);
      store.transact(() => store.ledger.recharge(managed.id, charges, 'audit'));
      return Promise.resolve(null);
    },
  },
  job_stalled: {
    what: ({ job_id }) => `Take the job ${job_id ?? ''} up again.`,
    act: ({ context: { runner } }, { job_id }) => {
      runner.enqueueJob(job_id ?? '');
      return Promise.resolve(null);
    },
  },
  disk_kept: { what: removing, act: removeKeptDisk },
  file_unexplained: { what: removing, act: removeUnexplainedFile },
};

function removing({ path, size_mb }: AuditFinding): string {
  return `Remove ${path ?? ''} for good (${((size_mb ?? 0) / MB_PER_GB).toFixed(1)} GB).`;
}

function keyOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** The comparison that follows each reading gives back what several in a row do not show. */
async function readUntilProved({ context: { watch } }: Services): Promise<string | null> {
  for (let reading = 0; reading < READINGS_TO_BE_GONE; reading += 1)
    if ((await watch.fresh()) === null) return 'The host cannot be read now.';
  return null;
}
