import assert from 'node:assert/strict';
import type { Inventory } from '#core/inventory.ts';
import type { DriverStep, StepOutput, StepParams } from '#core/steps.ts';
import type { HyperV } from '../../server/src/host/ports.ts';
import { vmPlan, type PlannedVm, type PlanPlaces, type VmPlan } from './vmPlan.ts';

/** Steps after the VM is there, in the order of a job. */
export const LATER_STEPS = ['configure', 'network', 'seed', 'storage', 'start', 'verify'] as const;

/** A signal that never aborts. */
export function patience(): AbortSignal {
  return new AbortController().signal;
}

/** The machine as it is now; fails the test when it cannot be read. */
export async function inventoryNow(hyperv: HyperV): Promise<Inventory> {
  const result = await hyperv.inventory(patience());
  assert.ok(result.ok, 'the inventory can be read');
  return result.inventory;
}

/** Carries a step out and fails the test unless it succeeds. */
export async function done<K extends DriverStep>(
  hyperv: HyperV,
  step: K,
  params: StepParams[K],
): Promise<{ readonly acted: boolean; readonly output: StepOutput[K] }> {
  const result = await hyperv.ensure(step, params, patience());
  if (result.outcome === 'done') return result;
  assert.fail(`${step}: ${JSON.stringify(result)}`);
}

/** Carries a step out and fails the test unless the step fails; answers the id of its failure. */
export async function failureOf<K extends DriverStep>(
  hyperv: HyperV,
  step: K,
  params: StepParams[K],
): Promise<string> {
  const result = await hyperv.ensure(step, params, patience());
  if (result.outcome === 'failed') return result.failure.id;
  assert.fail(`${step} did not fail: ${JSON.stringify(result)}`);
}

/** Makes a VM with all steps up to `last` and answers its plan with its id. */
export async function provisionVm(
  hyperv: HyperV,
  places: PlanPlaces,
  vm: PlannedVm,
  last: 'vm' | (typeof LATER_STEPS)[number] = 'verify',
): Promise<VmPlan> {
  const inventory = await inventoryNow(hyperv);
  const draft = vmPlan(places, inventory, vm);
  await done(hyperv, 'template', draft.template);
  await done(hyperv, 'disk', draft.disk);
  const { output } = await done(hyperv, 'vm', draft.vm);
  const plan = vmPlan(places, inventory, { ...vm, vm_id: output.vm_id });
  for (const step of LATER_STEPS.slice(0, LATER_STEPS.findIndex((item) => item === last) + 1)) {
    await done(hyperv, step, plan[step]);
  }
  return plan;
}
