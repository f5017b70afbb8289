import assert from 'node:assert/strict';
import type { AddTemplateParams } from '#core/templates/templateSteps.ts';
import { temporaryPath } from '#core/templates/templateNames.ts';
import type { StepResult } from '../../../../../server/src/host/ports.ts';
import type { SimulatedHyperV } from '../../../../../server/src/host/hyperv/simulated/simulatedHyperV.ts';
import { practiceHost, TEMPLATE, VM_ROOT, type PracticeHost } from '../../../../support/practiceHost.ts';
import { inventoryNow, patience } from '../../../../support/provisionVm.ts';
import { vmPlan } from '../../../../support/vmPlan.ts';

const PATH = 'C:\\Templates\\added.vhdx';
const params: AddTemplateParams = {
  ...{ source: TEMPLATE, path: PATH, resumed: false, reserve_mb: 0 },
  temporary: temporaryPath(PATH, '0f5ad1c2-0000-4000-8000-000000000000'),
};
/** Far in the middle of a copy of 4 GB at 200 MB in a second, and after it. */
const MIDDLE_MS = 10_000;
const REST_MS = 30_000;

describe('a template that is copied on a slow disk', () => {
  let host: PracticeHost;
  afterEach(() => host.close());

  /** Does something in the middle of the copy, and answers how adding ended. */
  async function disturbed(act: (hyperv: SimulatedHyperV) => void): Promise<StepResult<'add_template'>> {
    host = practiceHost({ speed: 1 });
    const pending = host.hyperv.ensure('add_template', params, patience());
    await host.clock.advance(MIDDLE_MS);
    act(host.hyperv);
    await host.clock.advance(REST_MS);
    return pending;
  }

  function filesLeft(): string[] {
    const keys = [...host.hyperv.machine.state.files.keys()];
    return keys.filter((key) => key.includes('added'));
  }

  it('is there when nobody disturbs it', async () => {
    const result = await disturbed(() => undefined);
    assert.equal(result.outcome, 'done');
    assert.deepEqual(filesLeft(), [PATH.toLowerCase()]);
  });

  for (const [what, act, id] of [
    ['is written to', ({ byHand }) => byHand.writeDisk(TEMPLATE), 'SourceChanged,VMSpec'],
    ['is replaced', ({ byHand }) => byHand.replaceDisk(TEMPLATE), 'SourceChanged,VMSpec'],
    [
      'goes away',
      ({ byHand }) => byHand.deleteFile(TEMPLATE),
      'PathNotFound,Microsoft.PowerShell.Commands.CopyItemCommand',
    ],
    [
      'finds its volume full',
      ({ byHand }) => byHand.fillVolume('C:\\', 100),
      'System.IO.IOException,Microsoft.PowerShell.Commands.CopyItemCommand',
    ],
  ] as readonly (readonly [string, (hyperv: SimulatedHyperV) => void, string])[]) {
    it(`is thrown away when its source ${what}`, async () => {
      const result = await disturbed(act);
      assert.ok(result.outcome === 'failed');
      assert.equal(result.failure.id, id);
      assert.deepEqual(filesLeft(), []);
    });
  }

  it('does not take a name that another file got meanwhile', async () => {
    const result = await disturbed(({ byHand }) => byHand.createDisk(PATH, 1024));
    assert.ok(result.outcome === 'failed');
    assert.equal(result.failure.hresult, '0x80070050');
    assert.deepEqual(filesLeft(), [PATH.toLowerCase()]);
  });

  it('is begun anew after a kill in the middle, and what was half is gone', async () => {
    host = practiceHost({ speed: 1 });
    host.hyperv.faults.add({ kind: 'hang', operation: 'Rename-Item' });
    void host.hyperv.ensure('add_template', params, patience());
    await host.clock.advance(MIDDLE_MS + REST_MS);
    assert.deepEqual(filesLeft(), [params.temporary?.toLowerCase()]);
    const again = host.reopen();
    const pending = again.ensure('add_template', { ...params, resumed: true }, patience());
    await host.clock.advance(MIDDLE_MS + REST_MS);
    const result = await pending;
    assert.ok(result.outcome === 'done' && result.acted);
    const keys = [...again.machine.state.files.keys()].filter((key) => key.includes('added'));
    assert.deepEqual(keys, [PATH.toLowerCase()]);
  });

  it('that is swapped while a VM is copied from it fails that VM', async () => {
    host = practiceHost({ speed: 1 });
    const reading = inventoryNow(host.hyperv);
    await host.clock.advance(1000);
    const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
    const { disk } = vmPlan(places, await reading, { name: 'a', owner: 'job-a', whole: true });
    const pending = host.hyperv.ensure('disk', disk, patience());
    await host.clock.advance(MIDDLE_MS);
    host.hyperv.byHand.writeDisk(TEMPLATE);
    await host.clock.advance(REST_MS);
    const result = await pending;
    assert.ok(result.outcome === 'failed');
    assert.equal(result.failure.id, 'TemplateChanged,VMSpec');
  });
});
