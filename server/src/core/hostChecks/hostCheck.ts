import type { ProblemCode } from '#schemas/errors.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Finding } from '../finding.ts';
import type { AddressHolders } from '../guest/guestAddresses.ts';
import type { NamedNetwork } from '../networks.ts';
import type { HostFacts, SwitchFacts, TemplateFacts, VmFacts, VolumeFacts } from '../inventory.ts';

/** What is compared of a host: part of an inventory, and all that an editor is told. */
export interface HostCheckFacts {
  readonly host: Pick<HostFacts, 'logical_processors'>;
  readonly volumes: readonly Pick<VolumeFacts, 'path'>[];
  readonly switches: readonly Pick<SwitchFacts, 'name'>[];
  /** Networks that the host's configuration names. */
  readonly networks: readonly NamedNetwork[];
  readonly templates: readonly KnownTemplate[];
  readonly vms: readonly Pick<VmFacts, 'vm_name'>[];
}

/** What is compared of a template. */
export interface KnownTemplate extends Pick<TemplateFacts, 'path' | 'size_mb' | 'os' | 'generation'> {
  /** Absent: nothing is recorded that it could differ from. */
  readonly state?: 'ok' | 'changed';
}

/** What the checks against a host look at. */
export interface HostCheckContext {
  readonly vms: readonly ExpandedVm[];
  /** One VM for each entry of the request: what copies share is looked at once. */
  readonly entries: readonly ExpandedVm[];
  readonly inventory: HostCheckFacts;
  /** Folders that templates may come from. */
  readonly templateRoots: readonly string[];
  /** How much of the logical processors may be promised, in percent. */
  readonly cpuPercent: number;
  /** Addresses that VMs of the host have or are promised. */
  readonly holders: AddressHolders;
  /** The host's template of a VM, if it has it and may use it. */
  template(vm: ExpandedVm): KnownTemplate | undefined;
}

/** One rule that compares a valid document with a host. */
export interface HostCheck {
  readonly codes: readonly ProblemCode[];
  run(context: HostCheckContext): readonly Finding[];
}
