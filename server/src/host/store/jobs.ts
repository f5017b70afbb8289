import { countVms } from '#core/jobState.ts';
import type {
  GuestState,
  Job,
  JobError,
  JobKind,
  JobStatus,
  JobVm,
  RollbackState,
} from '#schemas/generated/types.ts';
import type { Database } from './database.ts';
import { number, text, textOrNull, type Row } from './row.ts';

/** A job without its VMs. */
export type JobHead = Omit<Job, 'vms' | 'counts' | 'simulated' | 'request'> & {
  readonly target_vm_id: string | null;
};

/** A VM of a job with the row of the VM of ours behind it, if there is one. */
export interface JobVmRow {
  readonly n: number;
  readonly managed_vm: number | null;
  readonly vm: JobVm;
}

export interface JobDraft {
  readonly id: string;
  readonly kind: JobKind;
  readonly operator: string;
  readonly on_failure: Job['on_failure'];
  readonly target_vm_id: string | null;
  /** JSON text of the spec or of the parameters. */
  readonly request: string;
  readonly created_at: string;
}

/** Jobs and their VMs. */
export interface Jobs {
  /** Adding a job is what admits it: the database refuses it when its reservations exceed a ceiling. */
  add(draft: JobDraft): void;
  addVm(jobId: string, row: JobVmRow): void;
  /** A further attempt; admitted like a new job. */
  addAttempt(jobId: string): void;
  head(jobId: string): JobHead | null;
  vms(jobId: string): JobVmRow[];
  vm(jobId: string, n: number): JobVmRow | null;
  saveVm(jobId: string, n: number, vm: JobVm): void;
  linkVm(jobId: string, n: number, managedVm: number | null): void;
  start(jobId: string, at: string): void;
  finish(
    jobId: string,
    outcome: { readonly status: JobStatus; readonly reason: string | null; readonly at: string },
  ): void;
  setCancelling(jobId: string): void;
  allVmsEnded(jobId: string): boolean;
  /** Whether at most one VM of the job has not ended. */
  isLastOne(jobId: string): boolean;
  anyVmFailed(jobId: string): boolean;
  /** VMs that failed and could not be cleaned up, in jobs that ended. */
  leftovers(): { readonly job_id: string; readonly n: number }[];
  /** The spec as submitted, or the parameters, as text. */
  requestText(jobId: string): string | null;
  /** The whole job as clients see it. */
  full(jobId: string): Job | null;
  /** Newest first; `before` is the position of the last one seen. */
  list(filter: {
    readonly status: JobStatus | null;
    readonly before: number | null;
    readonly limit: number;
  }): { readonly seq: number; readonly job: Job }[];
  /** Ids of jobs that have not ended, oldest first. */
  unfinished(): string[];
  countUnfinished(): number;
  /** The unfinished job that works on this VM of the host. */
  workingOn(vmId: string): string | null;
  countByStatus(): { readonly kind: string; readonly status: string; readonly count: number }[];
}

export function jobs(database: Database, simulated: boolean): Jobs {
  return {
    add: (draft) => {
      addJob(database, draft);
    },
    addVm: (jobId, { n, managed_vm, vm }) => {
      database.run(
        `INSERT INTO job_vm (job_id, n, vm_name, status, vm_id, managed_vm, guest) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        jobId,
        n,
        vm.vm_name,
        vm.status,
        vm.vm_id,
        managed_vm,
        vm.guest ?? null,
      );
    },
    addAttempt: (jobId) => {
      database.run(
        `UPDATE job SET attempt = attempt + 1, status = 'Submitted', reason = NULL, cancelling = 0, started_at = NULL, finished_at = NULL WHERE id = ?`,
        jobId,
      );
    },
    head: (jobId) => {
      const row = database.get('SELECT * FROM job WHERE id = ?', jobId);
      return row === undefined ? null : headOf(row);
    },
    vms: (jobId) => vmsOf(database, jobId),
    vm: (jobId, n) => {
      const row = database.get('SELECT * FROM job_vm WHERE job_id = ? AND n = ?', jobId, n);
      return row === undefined ? null : jobVmOf(row);
    },
    saveVm: (jobId, n, vm) => {
      database.run(
        `UPDATE job_vm SET status = ?, step = ?, progress = ?, vm_id = ?, error = ?, rollback = ?, waiting_for = ?, guest = ?, warning = ? WHERE job_id = ? AND n = ?`,
        vm.status,
        vm.step,
        vm.progress,
        vm.vm_id,
        errorText(vm.error),
        vm.rollback,
        vm.waiting_for,
        vm.guest ?? null,
        errorText(vm.warning ?? null),
        jobId,
        n,
      );
    },
    linkVm: (jobId, n, managedVm) => {
      database.run('UPDATE job_vm SET managed_vm = ? WHERE job_id = ? AND n = ?', managedVm, jobId, n);
    },
    start: (jobId, at) => {
      database.run(
        `UPDATE job SET status = 'Provisioning', started_at = COALESCE(started_at, ?) WHERE id = ?`,
        at,
        jobId,
      );
    },
    finish: (jobId, { status, reason, at }) => {
      database.run(
        'UPDATE job SET status = ?, reason = ?, cancelling = 0, finished_at = ? WHERE id = ?',
        status,
        reason,
        at,
        jobId,
      );
    },
    setCancelling: (jobId) => {
      database.run('UPDATE job SET cancelling = 1 WHERE id = ?', jobId);
    },
    allVmsEnded: (jobId) =>
      database.get(`SELECT 1 FROM job_vm WHERE job_id = ? AND ${unfinished} LIMIT 1`, jobId) === undefined,
    isLastOne: (jobId) =>
      database.all(`SELECT 1 FROM job_vm WHERE job_id = ? AND ${unfinished} LIMIT 2`, jobId).length < 2,
    anyVmFailed: (jobId) =>
      database.get(
        `SELECT 1 FROM job_vm WHERE job_id = ? AND (status = 'Failed' OR error IS NOT NULL) LIMIT 1`,
        jobId,
      ) !== undefined,
    leftovers: () =>
      database
        .all(
          `SELECT job_id, n FROM job_vm WHERE status = 'Failed' AND rollback = 'incomplete' AND managed_vm IS NOT NULL`,
        )
        .map((row) => ({ job_id: text(row, 'job_id'), n: number(row, 'n') })),
    requestText: (jobId) => {
      const row = database.get('SELECT request FROM job WHERE id = ?', jobId);
      return row === undefined ? null : text(row, 'request');
    },
    full: (jobId) => {
      const row = database.get('SELECT * FROM job WHERE id = ?', jobId);
      return row === undefined ? null : jobOf(database, row, simulated);
    },
    list: ({ status, before, limit }) =>
      listJobs(database, status, before, limit).map((row) => ({
        seq: number(row, 'seq'),
        job: jobOf(database, row, simulated),
      })),
    unfinished: () =>
      database.all(`SELECT id FROM job WHERE ${unfinished} ORDER BY seq`).map((row) => text(row, 'id')),
    countUnfinished: () => {
      const row = database.get(`SELECT COUNT(*) AS count FROM job WHERE ${unfinished}`);
      return row === undefined ? 0 : number(row, 'count');
    },
    workingOn: (vmId) => workingOn(database, vmId),
    countByStatus: () =>
      database.all('SELECT kind, status, COUNT(*) AS count FROM job GROUP BY kind, status').map((row) => ({
        kind: text(row, 'kind'),
        status: text(row, 'status'),
        count: number(row, 'count'),
      })),
  };
}

function errorText(error: JobError | null): string | null {
  return error === null ? null : JSON.stringify(error);
}

const unfinished = `status IN ('Submitted', 'Provisioning')`;

function addJob(database: Database, draft: JobDraft): void {
  database.run(
    `INSERT INTO job (id, kind, status, operator, on_failure, target_vm_id, request, created_at) VALUES (?, ?, 'Submitted', ?, ?, ?, ?, ?)`,
    draft.id,
    draft.kind,
    draft.operator,
    draft.on_failure,
    draft.target_vm_id,
    draft.request,
    draft.created_at,
  );
}

function listJobs(database: Database, status: JobStatus | null, before: number | null, limit: number): Row[] {
  const bound = before ?? Number.MAX_SAFE_INTEGER;
  return status === null
    ? database.all('SELECT * FROM job WHERE seq < ? ORDER BY seq DESC LIMIT ?', bound, limit)
    : database.all(
        'SELECT * FROM job WHERE status = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
        status,
        bound,
        limit,
      );
}

function workingOn(database: Database, vmId: string): string | null {
  const row =
    database.get(`SELECT id FROM job WHERE target_vm_id = ? AND ${unfinished} LIMIT 1`, vmId) ??
    database.get(
      `SELECT job.id FROM managed_vm
       JOIN job_vm ON job_vm.job_id = managed_vm.job_id AND job_vm.n = managed_vm.n
       JOIN job ON job.id = job_vm.job_id
       WHERE managed_vm.vm_id = ? AND managed_vm.state = 'HELD' AND job_vm.${unfinished} AND job.${unfinished} LIMIT 1`,
      vmId,
    );
  return row === undefined ? null : text(row, 'id');
}

function vmsOf(database: Database, jobId: string): JobVmRow[] {
  return database.all('SELECT * FROM job_vm WHERE job_id = ? ORDER BY n', jobId).map(jobVmOf);
}

function headOf(row: Row): JobHead {
  return {
    job_id: text(row, 'id'),
    kind: text(row, 'kind') as JobKind,
    status: text(row, 'status') as JobStatus,
    reason: textOrNull(row, 'reason'),
    operator: text(row, 'operator'),
    attempt: number(row, 'attempt'),
    cancelling: number(row, 'cancelling') === 1,
    on_failure: text(row, 'on_failure') as Job['on_failure'],
    created_at: text(row, 'created_at'),
    started_at: textOrNull(row, 'started_at'),
    finished_at: textOrNull(row, 'finished_at'),
    target_vm_id: textOrNull(row, 'target_vm_id'),
  };
}

function jobOf(database: Database, row: Row, simulated: boolean): Job {
  const { target_vm_id: _target, ...head } = headOf(row);
  const vms = vmsOf(database, head.job_id).map(({ vm }) => vm);
  return {
    ...head,
    simulated,
    counts: countVms(vms),
    vms,
    request: JSON.parse(text(row, 'request')) as Record<string, unknown>,
  };
}

function jobVmOf(row: Row): JobVmRow {
  const error = textOrNull(row, 'error');
  const managed = row['managed_vm'];
  const guest = textOrNull(row, 'guest');
  const warning = textOrNull(row, 'warning');
  return {
    n: number(row, 'n'),
    managed_vm: typeof managed === 'number' ? managed : null,
    vm: {
      vm_name: text(row, 'vm_name'),
      status: text(row, 'status') as JobStatus,
      step: textOrNull(row, 'step'),
      progress: number(row, 'progress'),
      vm_id: textOrNull(row, 'vm_id'),
      error: error === null ? null : (JSON.parse(error) as JobError),
      rollback: text(row, 'rollback') as RollbackState,
      waiting_for: textOrNull(row, 'waiting_for'),
      ...(guest === null ? {} : { guest: guest as GuestState }),
      ...(warning === null ? {} : { warning: JSON.parse(warning) as JobError }),
    },
  };
}
