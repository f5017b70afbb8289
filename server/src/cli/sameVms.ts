import type { PlannedVm, Vm } from '#schemas/generated/types.ts';
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

const MB_PER_GB = 1024;

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const one = a.map((text) => text.toLowerCase()).sort();
  const other = b.map((text) => text.toLowerCase()).sort();
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

function diskSizes(vm: PlannedVm): readonly string[] {
  return [vm.disk.size_gb, ...vm.data_disks.map((disk) => disk.size_gb)].map((gb) => String(gb * MB_PER_GB));
}

/** The members that a host tells of its VMs, in which `vm` is not as `planned`. */
export function differences(planned: PlannedVm, vm: Vm | undefined): readonly string[] {
  if (vm === undefined) return ['is not there'];
  if (!vm.managed) return ['was not created by VMSpec'];
  const numbers = (['generation', 'cpu_cores', 'ram_startup_mb', 'ram_min_mb', 'ram_max_mb'] as const)
    .filter((key) => planned[key] !== vm[key])
    .map((key) => `${key} is ${String(vm[key])}, not ${String(planned[key])}`);
  const parent = vm.disks.find((disk) => disk.parent_path !== null)?.parent_path ?? null;
  const switches = planned.network_adapters.map((adapter) => adapter.switch);
  const others: readonly (readonly [boolean, string])[] = [
    [
      planned.disk.mode === 'copy' || (parent !== null && sameText(parent, planned.disk_template_path)),
      'template',
    ],
    [
      sameSet(
        diskSizes(planned),
        vm.disks.map((disk) => String(disk.size_mb)),
      ),
      'disks',
    ],
    [sameSet(switches, vm.switches), 'virtual switches'],
    [sameSet(planned.tags, vm.tags), 'tags'],
    [planned.notes === vm.notes, 'notes'],
    [!vm.changed_outside, 'settings changed outside VMSpec'],
  ];
  return [...numbers, ...others.filter(([same]) => !same).map(([, what]) => `other ${what}`)];
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
    const namesakes = list.body.vms.filter((vm) => sameText(vm.vm_name, planned.vm_name));
    const vm = namesakes.find((one) => one.managed) ?? namesakes[0];
    return { vm_name: planned.vm_name, differences: differences(planned, vm) };
  });
  const same = vms.every((vm) => vm.differences.length === 0);
  return { vms, simulated: plan.body.simulated, exit: same ? exitCodes.done : exitCodes.conflict };
}
