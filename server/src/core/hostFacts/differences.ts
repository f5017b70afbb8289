import type { PlannedVm, Vm } from '#schemas/generated/types.ts';
import { MB_PER_GB } from '../charges.ts';

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

/** What a host tells of its VM of that name that is not as planned, in words; none: it is there as planned. */
export function differences(planned: PlannedVm, vms: readonly Vm[]): readonly string[] {
  const namesakes = vms.filter(({ vm_name }) => sameText(vm_name, planned.vm_name));
  const vm = namesakes.find(({ managed }) => managed) ?? namesakes[0];
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
