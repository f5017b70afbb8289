import assert from 'node:assert/strict';
import { machineCase, type MachineCase } from '../../../../../support/machineCase.ts';

const COMMANDS = 'Microsoft.HyperV.PowerShell.Commands';

describe('settings of a simulated VM', () => {
  let machine: MachineCase;
  let one: string;
  let two: string;
  beforeEach(() => {
    machine = machineCase();
    one = machine.run('New-VM', { name: 'one', generation: 1 }).vm_id;
    two = machine.run('New-VM', { name: 'two', generation: 2 }).vm_id;
  });
  afterEach(() => machine.host.close());
  const linux = { enabled: true, template: 'MicrosoftUEFICertificateAuthority' };

  it('have firmware on generation 2 only', () => {
    const failure = machine.fail('Set-VMFirmware', { vm_id: one, secure_boot: linux });
    assert.match(failure.id, /SetVMFirmware$/);
    machine.run('Set-VMFirmware', { vm_id: two, secure_boot: linux });
    assert.deepEqual(machine.vm(two).secure_boot, linux);
  });

  it('keep the secure boot template once there is a TPM', () => {
    machine.run('Set-VMKeyProtector', { vm_id: two });
    machine.run('Enable-VMTPM', { vm_id: two });
    const failure = machine.fail('Set-VMFirmware', { vm_id: two, secure_boot: linux });
    assert.deepEqual(
      [failure.id, failure.category],
      [`OperationFailed,${COMMANDS}.SetVMFirmware`, 'NotSpecified'],
    );
  });

  it('know no TPM without a key protector or on generation 1', () => {
    assert.match(machine.fail('Enable-VMTPM', { vm_id: two }).id, /^OperationFailed/);
    assert.match(machine.fail('Set-VMKeyProtector', { vm_id: one }).id, /^InvalidParameter/);
  });

  it('refuse memory bounds in the wrong order, and take them in one call', () => {
    const wrong = { vm_id: two, dynamic: true, startup_mb: 256 };
    assert.equal(machine.fail('Set-VMMemory', wrong).category, 'InvalidArgument');
    machine.run('Set-VMMemory', { ...wrong, min_mb: 128, max_mb: 512 });
    assert.deepEqual(machine.vm(two).memory, { dynamic: true, startup_mb: 256, min_mb: 128, max_mb: 512 });
  });

  it('refuse less than 32 MB and odd MB', () => {
    assert.match(
      machine.fail('Set-VMMemory', { vm_id: two, dynamic: false, startup_mb: 30 }).message,
      /range/,
    );
    assert.match(
      machine.fail('Set-VMMemory', { vm_id: two, dynamic: false, startup_mb: 513 }).message,
      /aligned/,
    );
  });

  it('of a running VM with dynamic memory let the maximum grow and the minimum shrink, no more', () => {
    const memory = { vm_id: two, dynamic: true, startup_mb: 512, min_mb: 256, max_mb: 1024 };
    machine.run('Set-VMMemory', memory);
    machine.run('Start-VM', { vm_id: two });
    machine.run('Set-VMMemory', { ...memory, min_mb: 128, max_mb: 2048 });
    assert.match(machine.fail('Set-VMMemory', { ...memory, min_mb: 512 }).id, /^InvalidState/);
    assert.match(machine.fail('Set-VMMemory', { ...memory, max_mb: 1000 }).id, /^InvalidState/);
  });

  it('of a running VM with static memory let the memory change', () => {
    machine.run('Start-VM', { vm_id: two });
    machine.run('Set-VMMemory', { vm_id: two, dynamic: false, startup_mb: 1024 });
    assert.equal(machine.vm(two).memory.startup_mb, 1024);
  });

  it('take at most 64 vCPU on generation 1 and 2048 on generation 2', () => {
    const cpu = { expose_virtualization: false };
    assert.match(machine.fail('Set-VMProcessor', { vm_id: one, count: 65, ...cpu }).id, /^InvalidParameter/);
    machine.run('Set-VMProcessor', { vm_id: two, count: 2048, ...cpu });
    assert.equal(machine.vm(two).cpu_cores, 2048);
  });

  it('take at most 64 network adapters on generation 2 and 8 on generation 1', () => {
    for (const [vm_id, limit] of [
      [one, 8],
      [two, 64],
    ] as const) {
      for (let count = 1; count < limit; count += 1) machine.run('Add-VMNetworkAdapter', { vm_id });
      assert.match(machine.fail('Add-VMNetworkAdapter', { vm_id }).id, /AddVMNetworkAdapter$/);
    }
  });

  it('give every adapter a MAC address of its own', () => {
    for (let count = 0; count < 5; count += 1) machine.run('Add-VMNetworkAdapter', { vm_id: two });
    const macs = machine.run('Get-VM', {}).flatMap((vm) => vm.adapters.map((adapter) => adapter.mac_address));
    assert.equal(new Set(macs).size, macs.length);
    assert.ok(macs.every((mac) => mac.startsWith('00155D')));
  });
});
