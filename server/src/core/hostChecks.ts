import type { ExpandedVm } from './copies.ts';
import type { Locate } from './finding.ts';
import { toProblem } from './finding.ts';
import type { AddressHolders } from './guest/guestAddresses.ts';
import type { HostCheckContext, HostCheckFacts, KnownTemplate } from './hostChecks/hostCheck.ts';
import { isAllowed } from './hostChecks/knownTemplate.ts';
import { hostChecks } from './hostChecks/registry.ts';
import type { ProblemList } from './mergeProblems.ts';
import { mergeProblems } from './mergeProblems.ts';
import { runChecks } from './runChecks.ts';

/** A valid request and the host that it is compared with. */
export interface HostCheckInput {
  readonly vms: readonly ExpandedVm[];
  readonly inventory: HostCheckFacts;
  /** Folders that templates may come from. A template outside all of them is not known, even when it exists. */
  readonly templateRoots: readonly string[];
  /** How much of the logical processors may be promised, in percent. Default: 100. */
  readonly cpuPercent?: number;
  /** Addresses that VMs of the host have or are promised. Default: none. */
  readonly holders?: AddressHolders;
  /** Finds the place of a value in the text, as `readSpec` gives it. */
  readonly locate: Locate;
}

/**
 * What the host says to a valid request, apart from capacity. Names and paths are compared with the host's lists
 * only; nothing is opened.
 */
export function checkAgainstHost(input: HostCheckInput): ProblemList {
  const findings = runChecks(hostChecks, hostContext(input));
  return mergeProblems(findings.map((finding) => toProblem(finding, input.locate)));
}

function hostContext({
  vms,
  inventory,
  templateRoots,
  cpuPercent = 100,
  holders = new Map(),
}: HostCheckInput): HostCheckContext {
  const allowed = inventory.templates.filter(({ path }) => isAllowed(path, templateRoots));
  const templates = new Map<string, KnownTemplate>(
    allowed.map((template) => [template.path.toLowerCase(), template]),
  );
  return {
    vms,
    entries: vms.filter(({ copy }) => copy === null || copy === 1),
    inventory,
    templateRoots,
    cpuPercent,
    holders,
    template: ({ spec }) => templates.get(spec.disk_template_path.toLowerCase()),
  };
}
