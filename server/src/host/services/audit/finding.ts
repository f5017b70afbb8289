import type { AuditFinding } from '#schemas/generated/types.ts';
import type { ServiceContext } from '../context.ts';
import type { HostView } from '../hostView.ts';

/** What an audit compares: the records, and one reading of the host. */
export interface AuditInput {
  readonly context: Pick<ServiceContext, 'store' | 'runner' | 'folders'>;
  readonly view: HostView;
}

/** Finds what is off in one respect. */
export type Finder = (input: AuditInput) => AuditFinding[];

/** Members of a finding that most of them lack. */
type Usual = 'vm_name' | 'vm_id' | 'job_id' | 'path' | 'size_mb' | 'differences';

/** A finding; its id is its kind and what tells it from others of the kind. */
export function finding(
  key: string,
  given: Omit<AuditFinding, 'id' | Usual> & Partial<Pick<AuditFinding, Usual>>,
): AuditFinding {
  return {
    id: `${given.kind}:${key}`,
    ...{ vm_name: null, vm_id: null, job_id: null, path: null, size_mb: null, differences: [] },
    ...given,
  };
}
