import { describeHyperVContract } from '../support/hyperVContract.ts';
import { TEMPLATE, VM_ROOT } from '../support/practiceHost.ts';
import { driverHost } from '../support/powershell/driverHost.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';

describe('the PowerShell driver', function () {
  this.timeout(180_000);
  let shell: Engine;
  before(function () {
    shell = engine(this);
  });

  describeHyperVContract('the PowerShell driver', async () => {
    const host = await driverHost(shell);
    const vm_folders = [VM_ROOT, 'D:\\VMSpec'];
    host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders });
    const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
    return { hyperv: host.hyperv, places, close: () => host.close() };
  });
});
