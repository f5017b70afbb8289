import type { CapacityResource, HostFactsParams, Shortage } from '#schemas/generated/types.ts';
import { resourceKey } from '#core/capacity.ts';
import type { ExpandedVm } from '#core/copies.ts';
import type { Locate } from '#core/finding.ts';
import { areThere } from '#core/hostFacts/alreadyThere.ts';
import { checkAgainstFacts } from '#core/hostFacts/checkAgainstFacts.ts';
import { factsOf } from '#core/hostFacts/factsOf.ts';
import { needsOf } from '#core/hostFacts/needs.ts';
import { roomFor } from '#core/hostFacts/roomFor.ts';
import type { Problem } from '#core/problem.ts';

/** What a host says to a spec, by what is known of it. */
export interface Judgement {
  /** Every VM is on the host already, as it is described. */
  readonly there: boolean;
  /** Each resource that is asked for, and how much of it. */
  readonly needs: readonly { readonly resource: CapacityResource; readonly requested: number }[];
  readonly short: readonly Shortage[];
  /** Why it would be refused, room apart. */
  readonly refusals: readonly Problem[];
  readonly entries: readonly EntryJudgement[];
}

/** What it says to one entry of `vms`. */
export interface EntryJudgement {
  /** JSON pointer to the entry. */
  readonly pointer: string;
  /** VMs that it stands for. */
  readonly count: number;
  /** How many of them find room. */
  readonly fitting: number;
  readonly refused: boolean;
}

/** Asks the host's own checks and its own arithmetic. */
export function judge(vms: readonly ExpandedVm[], facts: HostFactsParams, locate: Locate): Judgement {
  const { resources } = facts.capacity;
  const told = factsOf(facts);
  const { vms: needs, requested, short } = needsOf(vms, facts, told);
  const refusals = checkAgainstFacts(vms, facts, locate).filter(
    ({ code, severity }) => severity === 'error' && code !== 'capacity_exceeded',
  );
  const fitting = roomFor(needs, resources);
  const entries = Map.groupBy(needs, ({ vm }) => vm.pointer);
  return {
    there: areThere(vms, facts, told),
    needs: resources
      .map((resource) => ({ resource, requested: requested.get(resourceKey(resource)) ?? 0 }))
      .filter((need) => need.requested > 0),
    short,
    refusals,
    entries: [...entries].map(([pointer, group]) => ({
      pointer,
      count: group.length,
      fitting: group.filter((vm) => fitting.has(vm)).length,
      refused: refusals.some((problem) => problem.pointer.startsWith(`${pointer}/`)),
    })),
  };
}
