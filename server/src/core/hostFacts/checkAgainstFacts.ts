import type { HostFactsParams } from '#schemas/generated/types.ts';
import { toProblem, type Locate } from '../finding.ts';
import { checkAgainstHost } from '../hostChecks.ts';
import type { ExpandedVm } from '../copies.ts';
import type { Problem } from '../problem.ts';
import { areThere, thereFindings } from './alreadyThere.ts';
import { capacityFindings } from './capacityFindings.ts';
import { factsOf } from './factsOf.ts';
import { needsOf } from './needs.ts';

/** What the host would say to these VMs, by what an editor was told of it: the host's own checks and its own arithmetic. */
export function checkAgainstFacts(
  vms: readonly ExpandedVm[],
  facts: HostFactsParams,
  locate: Locate,
): readonly Problem[] {
  const told = factsOf(facts);
  if (areThere(vms, facts, told)) return thereFindings(vms).map((finding) => toProblem(finding, locate));
  const known = checkAgainstHost({
    vms,
    inventory: told.checked,
    templateRoots: told.templateRoots,
    cpuPercent: told.cpuPercent,
    holders: told.holders,
    locate,
  });
  const capacity = capacityFindings(needsOf(vms, facts, told), facts.capacity.resources);
  return [...known.problems, ...capacity.map((finding) => toProblem(finding, locate))];
}
