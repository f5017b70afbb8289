import type { Vm } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import { gb, gbRange, roughly, wholeGb } from '#shared/words/size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

function memory(vm: Vm): string {
  const fixed = vm.ram_min_mb === vm.ram_max_mb;
  return fixed ? gb(vm.ram_startup_mb) : gbRange(vm.ram_startup_mb, vm.ram_max_mb);
}

function origin(vm: Vm): string {
  if (!vm.managed) return 'not created by VMSpec';
  return vm.changed_outside ? 'VMSpec, changed outside' : 'VMSpec';
}

function state(vm: Vm, style: Style): string {
  if (vm.state === 'Running') return style('green', vm.state);
  return vm.state === 'Off' ? style('dim', vm.state) : style('yellow', printable(vm.state));
}

/** All addresses, or the first and how many more there are. */
function addresses(vm: Vm, wide: boolean): string {
  const [first, ...others] = vm.ip_addresses;
  if (first === undefined) return '-';
  if (wide || others.length === 0) return printable(vm.ip_addresses.join(', '));
  return `${printable(first)} +${String(others.length)}`;
}

/** The VMs of a host as a table. `wide`: with ids and every address, however long the lines get. */
export function renderVms(vms: readonly Vm[], style: Style, wide = false): string {
  if (vms.length === 0) return 'No VMs.';
  const columns = [
    { title: 'Name' },
    { title: 'State' },
    { title: 'vCPU', right: true },
    { title: 'RAM' },
    { title: 'Disks', right: true },
    { title: 'Up' },
    { title: 'IP address' },
    { title: 'Created by' },
    ...(wide ? [{ title: 'Id' }] : []),
  ];
  const rows = vms.map((vm) => [
    printable(vm.vm_name),
    state(vm, style),
    String(vm.cpu_cores),
    memory(vm),
    wholeGb(vm.disks.reduce((sum, disk) => sum + disk.size_mb, 0)),
    vm.uptime_s === 0 ? '-' : roughly(vm.uptime_s),
    addresses(vm, wide),
    origin(vm),
    ...(wide ? [vm.vm_id] : []),
  ]);
  return table(columns, rows, style);
}
