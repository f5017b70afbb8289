import assert from 'node:assert/strict';
import { submittedVm } from '#core/jobState.ts';
import type { JobDraft } from '../../server/src/host/store/jobs.ts';
import type { ManagedVm } from '../../server/src/host/store/managedVms.ts';
import type { Store } from '../../server/src/host/store/store.ts';
import { samplePlan } from '../unit/core/samplePlan.ts';

/** A job as it is added. */
export function jobDraft(id: string, different: Partial<JobDraft> = {}): JobDraft {
  return {
    ...{ id, kind: 'provision', operator: 'tester', on_failure: 'keep', target_vm_id: null },
    ...{ request: '{}', created_at: '2026-01-01T00:00:00.000Z' },
    ...different,
  };
}

/** Adds a job with these VMs of ours, nothing reserved for them. */
export function addJob(store: Store, id: string, names: readonly string[]): readonly ManagedVm[] {
  return store.transact(() => {
    const rows = names.map((vm_name, n) => {
      const vm = samplePlan({ vm_name });
      const template = { path: vm.disk_template_path, disk_id: 'd1', size_mb: 40_960 };
      const folder = `C:\\VMs\\VMSpec\\${id}\\${vm_name}`;
      const row = store.managed.add({
        job_id: id,
        attempt: 1,
        n,
        vm_name,
        blueprint: { job_id: id, vm, folder, template },
      });
      assert.ok(row !== null, `the name ${vm_name} is free`);
      return row;
    });
    store.jobs.add(jobDraft(id));
    return rows.map((row, n) => {
      store.jobs.addVm(id, { n, managed_vm: row, vm: submittedVm(names[n] ?? '') });
      const managed = store.managed.get(row);
      assert.ok(managed !== null);
      return managed;
    });
  });
}
