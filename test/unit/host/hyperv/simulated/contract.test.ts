import { describeHyperVContract } from '../../../../support/hyperVContract.ts';
import { practiceHost, TEMPLATE, VM_ROOT } from '../../../../support/practiceHost.ts';

describeHyperVContract('the practice host', () => {
  const host = practiceHost();
  const vm_folders = [VM_ROOT, 'D:\\VMSpec'];
  host.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders });
  const places = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
  return Promise.resolve({ hyperv: host.hyperv, places, close: () => host.close() });
});
