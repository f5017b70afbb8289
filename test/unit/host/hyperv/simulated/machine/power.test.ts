import assert from 'node:assert/strict';
import { machineCase, type MachineCase } from '../../../../../support/machineCase.ts';
import {
  assignedMb,
  availableMb,
} from '../../../../../../server/src/host/hyperv/simulated/machine/memory.ts';
import {
  addressesOf,
  heartbeatOf,
  stateOf,
  uptimeOf,
} from '../../../../../../server/src/host/hyperv/simulated/machine/power.ts';

const COMMANDS = 'Microsoft.HyperV.PowerShell.Commands';

describe('the power of a simulated VM', () => {
  let machine: MachineCase;
  let id: string;
  beforeEach(() => {
    machine = machineCase(1);
    const vm = { name: 'web', generation: 2, switch_name: 'External_Switch' } as const;
    id = machine.run('New-VM', { ...vm, memory_startup_mb: 2048 }).vm_id;
  });
  afterEach(() => machine.host.close());
  const state = (): string => stateOf(machine.host.hyperv.machine, machine.vm(id));

  it('goes from Off over Starting to Running, and over Stopping back', async () => {
    machine.run('Start-VM', { vm_id: id });
    assert.equal(state(), 'Starting');
    await machine.host.clock.advance(2000);
    assert.equal(state(), 'Running');
    machine.run('Stop-VM', { vm_id: id, turn_off: false });
    assert.equal(state(), 'Stopping');
    await machine.host.clock.advance(7999);
    assert.equal(state(), 'Stopping');
    await machine.host.clock.advance(1);
    assert.equal(state(), 'Off');
  });

  it('answers a request for the state that it has with a warning, not an error', async () => {
    const already = /already in the specified state/;
    assert.match(machine.run('Stop-VM', { vm_id: id, turn_off: true }).warning ?? '', already);
    assert.equal(machine.run('Start-VM', { vm_id: id }).warning, null);
    await machine.host.clock.advance(5000);
    assert.match(machine.run('Start-VM', { vm_id: id }).warning ?? '', already);
  });

  it('brings a heartbeat and then an address a while after the start', async () => {
    const { hyperv, clock } = machine.host;
    const seen = (): readonly unknown[] => [
      heartbeatOf(hyperv.machine, machine.vm(id)),
      addressesOf(hyperv.machine, machine.vm(id)),
    ];
    assert.deepEqual(seen(), ['not_running', []]);
    machine.run('Start-VM', { vm_id: id });
    await clock.advance(11_999);
    assert.deepEqual(seen(), ['no_contact', []]);
    await clock.advance(1);
    assert.deepEqual(seen(), ['ok', []]);
    await clock.advance(5000);
    const mac = machine.vm(id).adapters[0]?.mac_address ?? '';
    const [third, fourth] = [mac.slice(8, 10), mac.slice(10, 12)].map((part) => Number.parseInt(part, 16));
    assert.deepEqual(seen(), ['ok', [`172.20.${String(third)}.${String(fourth)}`]]);
    assert.equal(uptimeOf(hyperv.machine, machine.vm(id)), 15);
  });

  it('keeps its time when the time of day jumps', async () => {
    machine.run('Start-VM', { vm_id: id });
    machine.host.clock.jump(-24 * 60 * 60 * 1000);
    await machine.host.clock.advance(2000);
    assert.equal(state(), 'Running');
  });

  it('refuses more vCPU than the host has logical processors only when it starts', () => {
    machine.run('Set-VMProcessor', { vm_id: id, count: 17, expose_virtualization: false });
    const failure = machine.fail('Start-VM', { vm_id: id });
    assert.deepEqual([failure.id, failure.category], [`OperationFailed,${COMMANDS}.StartVM`, 'NotSpecified']);
  });

  it('needs its startup memory free, to the last MB', () => {
    const free = availableMb(machine.host.hyperv.machine);
    machine.run('Set-VMMemory', { vm_id: id, dynamic: false, startup_mb: free + 2 });
    const failure = machine.fail('Start-VM', { vm_id: id });
    assert.deepEqual(
      [failure.id, failure.category, failure.hresult],
      [`OutOfMemory,${COMMANDS}.StartVM`, 'FromStdErr', '0x8007000E'],
    );
    machine.run('Set-VMMemory', { vm_id: id, dynamic: false, startup_mb: free });
    machine.run('Start-VM', { vm_id: id });
    assert.equal(availableMb(machine.host.hyperv.machine), 0);
  });

  it('assigns dynamic memory between minimum and maximum', async () => {
    machine.run('Set-VMMemory', { vm_id: id, dynamic: true, startup_mb: 2048, min_mb: 1600, max_mb: 4096 });
    const assigned = (): number => assignedMb(machine.host.hyperv.machine, machine.vm(id));
    assert.equal(assigned(), 0);
    machine.run('Start-VM', { vm_id: id });
    assert.equal(assigned(), 2048);
    await machine.host.clock.advance(60_000);
    assert.equal(assigned(), 1600);
  });

  it('does not let a running or stopping VM be removed, nor its disks go with it', async () => {
    machine.run('Start-VM', { vm_id: id });
    await machine.host.clock.advance(2000);
    assert.equal(machine.fail('Remove-VM', { vm_id: id }).id, `InvalidState,${COMMANDS}.RemoveVM`);
    machine.run('Stop-VM', { vm_id: id, turn_off: false });
    assert.match(machine.fail('Remove-VM', { vm_id: id }).message, /current state/);
    await machine.host.clock.advance(8000);
    const files = machine.host.hyperv.machine.state.files.size;
    machine.run('Remove-VM', { vm_id: id });
    assert.equal(machine.host.hyperv.machine.state.files.size, files);
  });
});
