import type { Audit, AuditFinding } from '#schemas/generated/types.ts';

/** Something that an audit found; change what a test is about. */
export function auditFinding(
  kind: AuditFinding['kind'],
  key: string,
  changes: Partial<AuditFinding> = {},
): AuditFinding {
  return {
    id: `${kind}:${key}`,
    kind,
    message: `"${key}" is off.`,
    hint: 'Look at it.',
    remedy: 'none',
    vm_name: null,
    vm_id: null,
    job_id: null,
    path: null,
    size_mb: null,
    differences: [],
    ...changes,
  };
}

/** An audit that found this. */
export function auditOf(...findings: AuditFinding[]): Audit {
  return {
    findings,
    compared: { vms: 3, own_vms: 1, files: 2, reservations: 4, jobs: 0 },
    at: '2026-01-31T12:00:00.000Z',
    simulated: false,
  };
}
