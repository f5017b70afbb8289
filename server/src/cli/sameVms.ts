import { differences } from '#core/hostFacts/differences.ts';
import type { Client } from './client/client.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import type { HostRefusal } from './failure.ts';
import type { SpecFile } from './spec/specFile.ts';

/** How a described VM compares with the one on the host. */
export interface ComparedVm {
  readonly vm_name: string;
  /** Members that differ, in words; none when the VM is as described. */
  readonly differences: readonly string[];
}

/** How a spec compares with what is on the host. */
export interface Comparison {
  readonly vms: readonly ComparedVm[];
  readonly simulated: boolean;
  readonly exit: ExitCode;
}

/** Compares a spec whose names are in use with the VMs of the host. Throws `refusal` when it cannot be compared. */
export async function compareWithHost(
  client: Client,
  file: SpecFile,
  refusal: HostRefusal,
): Promise<Comparison> {
  const [plan, list] = await Promise.all([
    client.call('planVms', { bytes: file.bytes }),
    client.call('listVms'),
  ]);
  if (plan.body.vms.length === 0) throw refusal;
  const vms = plan.body.vms.map((planned) => {
    return { vm_name: planned.vm_name, differences: differences(planned, list.body.vms) };
  });
  const same = vms.every((vm) => vm.differences.length === 0);
  return { vms, simulated: plan.body.simulated, exit: same ? exitCodes.done : exitCodes.conflict };
}
