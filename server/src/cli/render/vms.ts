import type { Vm } from '#schemas/generated/types.ts';
import { printable } from './printable.ts';
import { duration, gb } from './size.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

function memory(vm: Vm): string {
  const fixed = vm.ram_min_mb === vm.ram_max_mb;
  return fixed ? gb(vm.ram_startup_mb) : `${gb(vm.ram_startup_mb)} (up to ${gb(vm.ram_max_mb)})`;
}

function origin(vm: Vm): string {
  if (!vm.managed) return 'not created by VMSpec';
  return vm.changed_outside ? 'VMSpec, changed outside' : 'VMSpec';
}

function state(vm: Vm, style: Style): string {
  if (vm.state === 'Running') return style('green', vm.state);
  return vm.state === 'Off' ? style('dim', vm.state) : style('yellow', printable(vm.state));
}

/** The VMs of a host as a table. */
export function renderVms(vms: readonly Vm[], style: Style): string {
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
    { title: 'Id' },
  ];
  const rows = vms.map((vm) => [
    printable(vm.vm_name),
    state(vm, style),
    String(vm.cpu_cores),
    memory(vm),
    gb(vm.disks.reduce((sum, disk) => sum + disk.size_mb, 0)),
    vm.uptime_s === 0 ? '-' : duration(vm.uptime_s),
    vm.ip_addresses.length === 0 ? '-' : printable(vm.ip_addresses.join(', ')),
    origin(vm),
    vm.vm_id,
  ]);
  return table(columns, rows, style);
}
