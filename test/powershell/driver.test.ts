import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../server/src/host/clock.ts';
import { PRACTICE_MACHINE } from '../../server/src/host/hyperv/simulated/practiceMachine.ts';
import { describeHyperVContract } from '../support/hyperVContract.ts';
import { TEMPLATE, VM_ROOT } from '../support/practiceHost.ts';
import { engineHosts } from '../support/powershell/engineHosts.ts';
import { seededRandom } from '../support/seededRandom.ts';

describe('the PowerShell driver', function () {
  this.timeout(180_000);
  const driver = engineHosts();

  describeHyperVContract('the PowerShell driver', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'driver-'));
    const hyperv = await driver.open({
      ...{ folder, description: PRACTICE_MACHINE, speed: Infinity },
      ...{ clock: systemClock, random: seededRandom(7) },
    });
    const vm_folders = [VM_ROOT, 'D:\\VMSpec'];
    hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders });
    const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
    return {
      hyperv,
      places,
      close: async () => {
        await hyperv.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});
