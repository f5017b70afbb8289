import assert from 'node:assert/strict';
import type { StepKind } from '#core/steps.ts';
import type { FaultKind, FaultRule } from '../../../server/src/host/hyperv/simulated/faults.ts';
import { assertLedgerIsMachine } from '../host/ledgerOf.ts';
import { spec, vm } from '../host/vm.ts';
import { brokenCalls, type Breakage } from './brokenCalls.ts';
import type { Request } from './requests.ts';
import type { JobCase } from './schedules.ts';

/** Steps that make a VM, the look at the end of them, and those that remove one. */
export const MAKING = [
  'template',
  'disk',
  'vm',
  'configure',
  'network',
  'seed',
  'storage',
  'start',
  'verify',
] as const;
export const REMOVING = ['stop', 'remove_vm', 'remove_files'] as const;

/** Every way in which a step fails. */
export const FAULTS = ['error', 'busy', 'timeout', 'late effect', 'half effect', 'garbage', 'kill'] as const;
export type Fault = (typeof FAULTS)[number];

const kinds: { readonly [F in Exclude<Fault, Breakage>]: FaultKind } = {
  ...{ error: 'error', busy: 'busy', timeout: 'hang' },
  ...{ 'late effect': 'late_effect', 'half effect': 'half_effect' },
};

/** Comes before the host would do it again, also after a restart. */
const LATE_MS = 30_000;

function ruleOf(step: StepKind, fault: Exclude<Fault, Breakage>): FaultRule {
  return { kind: kinds[fault], step, delay_ms: LATE_MS, times: fault === 'busy' ? 2 : 1 };
}

const wanted = vm('a', { data_disks: [{ size_gb: 1, volume: 'D:\\' }], guest: {} });
const provision: Request = { ask: 'provision', key: 'k', spec: spec(wanted) };

/** A job that meets a fault at a step. */
export function faultCase(step: (typeof MAKING | typeof REMOVING)[number], fault: Fault): JobCase {
  const removes = REMOVING.some((other) => other === step);
  const faults =
    fault === 'garbage' || fault === 'kill'
      ? { between: ((hyperv, life) => brokenCalls(hyperv, life, step, fault)) satisfies JobCase['between'] }
      : { faults: [ruleOf(step, fault)] };
  return {
    what: `${fault} at ${step}`,
    limits: { step_timeout_s: 60 },
    ...faults,
    ...(removes ? { prepare: [provision] } : {}),
    begin: ([made]) => (removes ? deletion(made?.vms[0]?.vm_id ?? '') : provision),
    check: (host, job) => {
      assert.ok(job.status === 'Success' || job.status === 'Failed');
      assertLedgerIsMachine({ host: { store: host.store() }, hyperv: host.machine() });
      const vms = host.machine().machine.state.vms.size;
      if (!removes) assert.equal(vms, job.status === 'Success' ? 1 : 0, JSON.stringify(job.vms));
      else if (job.status === 'Success') assert.equal(vms, 0);
      for (const { rollback } of removes ? [] : job.vms)
        assert.ok(rollback === 'none' || rollback === 'complete');
    },
  };
}

function deletion(vm_id: string): Request {
  return { ask: 'delete', key: 'd', vm_id, disks: 'delete' };
}
