import type { AuditDifference, AuditFinding } from '#schemas/generated/types.ts';

/** What the records and the host disagree on for each VM of ours that has something to accept, by `vm_id`: a lost disk too. */
export function changesOf(
  findings: readonly AuditFinding[],
): ReadonlyMap<string, readonly AuditDifference[]> {
  const changes = new Map<string, readonly AuditDifference[]>();
  for (const finding of findings) {
    const { vm_id } = finding;
    const differences = differencesIn(finding);
    if (vm_id === null || differences.length === 0) continue;
    changes.set(vm_id, [...(changes.get(vm_id) ?? []), ...differences]);
  }
  return changes;
}

function differencesIn({ kind, differences, path, size_mb }: AuditFinding): readonly AuditDifference[] {
  if (kind === 'changed_outside') return differences;
  if (kind !== 'disk_missing' || path === null) return [];
  return [{ member: `disk ${path}`, recorded: size_mb ?? 0, actual: 0 }];
}
