import type { ProblemCode } from '#schemas/errors.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import type { Inventory, TemplateFacts } from '../inventory.ts';

/** What the checks against a host look at. */
export interface HostCheckContext {
  readonly vms: readonly ExpandedVm[];
  /** One VM for each entry of the request: what copies share is looked at once. */
  readonly entries: readonly ExpandedVm[];
  readonly inventory: Inventory;
  /** Folders that templates may come from. */
  readonly templateRoots: readonly string[];
  /** How much of the logical processors may be promised, in percent. */
  readonly cpuPercent: number;
  /** The host's template of a VM, if it has it and may use it. */
  template(vm: ExpandedVm): TemplateFacts | undefined;
}

/** One rule that compares a valid document with a host. */
export interface HostCheck {
  readonly codes: readonly ProblemCode[];
  run(context: HostCheckContext): readonly Finding[];
}
