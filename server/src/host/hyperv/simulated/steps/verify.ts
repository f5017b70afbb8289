import type { StepParams } from '#core/steps.ts';
import { ourError } from '../machine/cmdletError.ts';
import type { Computer } from '../machine/computer.ts';
import { stateOf } from '../machine/power.ts';
import { dataDiskDifferences } from './dataDisk.ts';
import { adapterDifferences } from './network.ts';
import { settingsDifferences } from './settings.ts';
import { ABSENT, DONE, PARTIAL, type Step } from './step.ts';
import { driveDifferences } from './storage.ts';
import { systemDiskDifferences } from './systemDisk.ts';
import { vmOf } from './vmOf.ts';

/** The VM is what was asked for, to the last setting. It makes nothing, so acting is saying what differs. */
export const verifyStep: Step<'verify'> = {
  reads: 'Get-VM',
  look: (computer, params) => {
    if (vmOf(computer, params.vm_id) === undefined) return ABSENT;
    return differences(computer, params).length === 0 ? DONE : PARTIAL;
  },
  act: (session, params) => {
    const found = differences(session.computer, params);
    if (found.length === 0) return Promise.resolve();
    const text = `The VM is not as it was asked for: ${found.join('; ')}.`;
    return Promise.reject(ourError('VerifyFailed', text, params.vm_id));
  },
};

function differences(computer: Computer, params: StepParams['verify']): readonly string[] {
  const vm = vmOf(computer, params.vm_id);
  if (vm === undefined) return ['the VM is not there'];
  const state = stateOf(computer, vm);
  const { data_disks, dvd_path, system } = params;
  return [
    ...settingsDifferences(vm, params.settings),
    ...adapterDifferences(vm, params.adapters),
    ...driveDifferences(vm, { system_path: system.path, data_disks, dvd_path }),
    ...systemDiskDifferences(computer, system),
    ...data_disks.flatMap((disk) => dataDiskDifferences(computer, disk)),
    ...((state === 'Running') === params.running
      ? []
      : [`state: ${state} instead of ${params.running ? 'Running' : 'Off'}`]),
  ];
}
