import assert from 'node:assert/strict';
import type { PlannedVm, VmSpec } from '#schemas/generated/types.ts';
import { expandEntry } from '#core/copies.ts';
import { planVms } from '#core/planVms.ts';
import { sampleTemplate } from './sampleInventory.ts';
import { sampleVm } from './sampleVm.ts';

/** A VM with every default filled in, with what a test wants different. */
export function samplePlan(different: Partial<VmSpec> = {}): PlannedVm {
  const [planned] = planVms(expandEntry(sampleVm(different), 0, '/provisioning_request/vms/0'), {
    templates: [sampleTemplate()],
    networks: [],
    default_volume: 'C:\\',
  });
  assert.ok(planned !== undefined);
  return planned;
}
