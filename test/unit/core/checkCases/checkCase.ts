import type { VmSpec } from '#schemas/generated/types.ts';
import type { Check } from '#core/checks/check.ts';
import type { Finding } from '#core/finding.ts';

/** What one check says to one request. */
export interface CheckCase {
  readonly check: Check;
  /** The end of a test title: what the request is like. */
  readonly what: string;
  /** What each entry has different from a VM that breaks no rule. */
  readonly vms: readonly Partial<VmSpec>[];
  /** Default: as many as `vms` describes. */
  readonly num_vms?: number;
  readonly found: readonly Finding[];
}

/** Pointer to an entry, or to a member of it. */
export function entryAt(index: number, member = ''): string {
  return `/provisioning_request/vms/${index}${member === '' ? '' : `/${member}`}`;
}
