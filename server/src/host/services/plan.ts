import { capacityOf, resourceKey, shortageMessage, shortages, sumCharges } from '#core/capacity.ts';
import { chargesOfPlan } from '#core/charges.ts';
import type { Problem } from '#core/problem.ts';
import { vmFolder } from '#core/vmFolders.ts';
import type { Plan, PlanProblem } from '#schemas/generated/types.ts';
import { done, type Outcome } from '../refusal.ts';
import type { ServiceContext } from './context.ts';
import { driftsOf } from './describedVms.ts';
import { viewOrRefusal } from './provision.ts';
import { hostSpec, soundSpec } from './readRequest.ts';

/** Says what a spec would do and whether it fits now. Creates nothing. */
export function plan(context: ServiceContext, text: string): Outcome<Plan> {
  const spec = soundSpec(text);
  if (!spec.ok) return spec;
  const view = viewOrRefusal(context);
  if (!view.ok) return view;
  const { bases, at } = view.value;
  const { planned, problems, warnings } = hostSpec(context, view.value, spec.value);
  const held = planned.filter(
    (vm) => context.store.managed.holderOf(vm.vm_name) !== null && !view.value.hasName(vm.vm_name),
  );
  const requested = sumCharges(
    planned.flatMap((vm) => chargesOfPlan(vm, vmFolder(context.folders.vm_root, 'plan', vm))),
  );
  const promised = context.store.ledger.promised();
  const short = shortages(bases, promised, requested);
  const resources = bases.map((base): Plan['resources'][number] => {
    const { resource, unit, total, available, over_by } = capacityOf(base, promised.get(resourceKey(base)));
    const wanted = requested.get(resourceKey(base)) ?? 0;
    const available_after = available - over_by - wanted;
    const fits = wanted === 0 || wanted <= available;
    const volume = resource === 'storage' ? { volume: base.volume } : {};
    return {
      resource,
      ...volume,
      unit,
      total,
      available_before: available,
      requested: wanted,
      available_after,
      fits,
    };
  });
  const all = [
    ...problems.map(planProblem),
    ...held.map((vm): PlanProblem => ({
      code: 'name_in_use',
      pointer: '',
      parameter: 'vm_name',
      message: `A VM named "${vm.vm_name}" is being created.`,
    })),
    ...(short.length > 0
      ? [
          {
            code: 'capacity_exceeded',
            pointer: '',
            parameter: 'provisioning_request',
            message: shortageMessage(short),
          },
        ]
      : []),
  ];
  return done({
    fits: all.length === 0,
    simulated: context.simulated,
    vms: [...planned],
    resources,
    problems: all,
    warnings: warnings.map(planProblem),
    drift: driftsOf(view.value, planned),
    at,
  });
}

function planProblem({ code, pointer, parameter, message }: Problem): PlanProblem {
  return { code, pointer, parameter, message };
}
