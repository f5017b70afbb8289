import type { ProblemCode } from '#schemas/errors.ts';
import type { VmSpec } from '#schemas/generated/types.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';

/** An entry of `vms` whose own members all passed the schema. */
export interface SpecEntry {
  readonly pointer: string;
  readonly spec: VmSpec;
  /** The generation asked for, or the default. */
  readonly generation: 1 | 2;
  /** The VMs it stands for; empty when the request describes more VMs than are allowed. */
  readonly vms: readonly ExpandedVm[];
}

/** What the checks of a document look at. */
export interface CheckContext {
  readonly entries: readonly SpecEntry[];
  /** `num_vms`, or null when it was refused. */
  readonly declared: number | null;
  /** VMs described, `copies` counted, or null when that cannot be told. */
  readonly described: number | null;
}

/** One rule of a document across members. Rules about a single member belong into the schema. */
export interface Check {
  readonly codes: readonly ProblemCode[];
  /** Finds what breaks the rule; changes nothing and asks no host. */
  run(context: CheckContext): readonly Finding[];
}

/** A check that looks at one entry at a time. */
export function entryCheck(
  codes: readonly ProblemCode[],
  look: (entry: SpecEntry) => readonly Finding[],
): Check {
  return { codes, run: ({ entries }) => entries.flatMap(look) };
}
