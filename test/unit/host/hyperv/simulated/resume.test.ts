import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FaultKind } from '../../../../../server/src/host/hyperv/simulated/faults.ts';
import { practiceHost, TEMPLATE, VM_ROOT } from '../../../../support/practiceHost.ts';
import { done, inventoryNow, LATER_STEPS, patience, provisionVm } from '../../../../support/provisionVm.ts';
import { vmPlan } from '../../../../support/vmPlan.ts';

const PLACES = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
const VM = { name: 'web-01', owner: 'a', settings: { tpm: true } };
const KINDS: readonly FaultKind[] = ['busy', 'error', 'half_effect', 'late_effect'];
const STEPS = ['disk', 'vm', ...LATER_STEPS] as const;
const UNDO = ['stop', 'remove_vm', 'remove_files'] as const;

const faults = fc.array(
  fc.record({
    step: fc.constantFrom(...STEPS, ...UNDO),
    kind: fc.constantFrom(...KINDS),
    after: fc.nat({ max: 3 }),
  }),
  { maxLength: 6 },
);

describe('steps on a practice host that fails', () => {
  it('end in one VM as asked for when they are asked again, and undo leaves nothing', async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(faults, async (rules) => {
        const host = practiceHost({ faults: rules.map((rule) => ({ ...rule, times: 1, delay_ms: 10 })) });
        try {
          host.hyperv.configure({ template_roots: null, vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
          const before = await inventoryNow(host.hyperv);
          let plan = vmPlan(PLACES, before, VM);
          for (const step of STEPS) {
            await retry(
              () => host.hyperv.ensure(step, plan[step], patience()),
              (ms) => host.clock.advance(ms),
            );
            const { vms } = await inventoryNow(host.hyperv);
            const made = vms.filter((vm) => vm.vm_name === VM.name);
            if (step === 'vm') plan = vmPlan(PLACES, before, { ...VM, vm_id: made[0]?.vm_id ?? '' });
            assert.equal(made.length, step === 'disk' ? 0 : 1);
          }
          for (const step of UNDO) {
            await retry(
              () => host.hyperv.ensure(step, plan[step], patience()),
              (ms) => host.clock.advance(ms),
            );
          }
          const { vms, own_files, volumes } = await inventoryNow(host.hyperv);
          assert.deepEqual(own_files, []);
          assert.deepEqual(volumes, before.volumes);
          assert.equal(vms.length, before.vms.length);
          host.hyperv.faults.clear();
          const again = await provisionVm(host.hyperv, PLACES, VM);
          assert.equal((await done(host.hyperv, 'verify', again.verify)).acted, false);
        } finally {
          await host.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Asks until it is done, and lets late effects come in between, as a job does. */
async function retry(
  ask: () => Promise<{ readonly outcome: string }>,
  advance: (ms: number) => Promise<void>,
): Promise<void> {
  for (let tries = 0; (await ask()).outcome !== 'done'; tries += 1) {
    assert.ok(tries < 20, 'the step ends');
    await advance(100);
  }
}
