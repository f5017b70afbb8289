import assert from 'node:assert/strict';
import { machineCase, type MachineCase } from '../../../../../support/machineCase.ts';
import { TEMPLATE } from '../../../../../support/practiceHost.ts';
import { freeMb } from '../../../../../../server/src/host/hyperv/simulated/machine/storage.ts';

const NEW_VHD = 'Microsoft.Vhd.PowerShell.Cmdlets.NewVhd';
const PATH = 'C:\\Scratch\\a.vhdx';

describe('disks of the simulated machine', () => {
  let machine: MachineCase;
  beforeEach(() => {
    machine = machineCase();
  });
  afterEach(() => machine.host.close());
  const free = (): number => freeMb(machine.host.hyperv.machine, 'C:\\') ?? 0;

  it('start at 4 MB when dynamic or differencing, at the whole size when fixed, at the file size when copied', () => {
    const steps = [
      () => machine.run('New-VHD', { path: PATH, type: 'dynamic', size_mb: 10_240 }),
      () =>
        machine.run('New-VHD', { path: 'C:\\Scratch\\b.vhdx', type: 'differencing', parent_path: TEMPLATE }),
      () => machine.run('New-VHD', { path: 'C:\\Scratch\\c.vhdx', type: 'fixed', size_mb: 2048 }),
      () => {
        machine.run('Copy-Item', { path: TEMPLATE, destination: 'C:\\Scratch\\d.vhdx' });
      },
    ];
    const taken = steps.map((step) => {
      const before = free();
      step();
      return before - free();
    });
    assert.deepEqual(taken, [4, 4, 2048, 4096]);
  });

  it('take their size from the parent, and may be larger', () => {
    const same = machine.run('New-VHD', { path: PATH, type: 'differencing', parent_path: TEMPLATE });
    assert.equal(same.size_mb, 40 * 1024);
    const path = 'C:\\Scratch\\b.vhdx';
    const big = machine.run('New-VHD', {
      path,
      type: 'differencing',
      parent_path: TEMPLATE,
      size_mb: 81_920,
    });
    assert.equal(big.size_mb, 81_920);
  });

  it('are never made over a file that is there, whatever its case', () => {
    machine.run('New-VHD', { path: PATH, type: 'dynamic', size_mb: 1024 });
    const failure = machine.fail('New-VHD', { path: PATH.toUpperCase(), type: 'dynamic', size_mb: 1024 });
    assert.deepEqual(
      [failure.id, failure.category, failure.hresult],
      [`OperationFailed,${NEW_VHD}`, 'NotSpecified', '0x80070050'],
    );
  });

  it('do not fit on a full volume', () => {
    machine.host.hyperv.byHand.fillVolume('C:\\', 3);
    const failure = machine.fail('New-VHD', { path: PATH, type: 'dynamic', size_mb: 1024 });
    assert.deepEqual([failure.id, failure.hresult], [`OperationFailed,${NEW_VHD}`, '0x80070070']);
    const copy = machine.fail('Copy-Item', { path: TEMPLATE, destination: PATH });
    assert.equal(copy.hresult, '0x80070070');
  });

  it('need a parent that is there', () => {
    const parent_path = 'C:\\Templates\\none.vhdx';
    const failure = machine.fail('New-VHD', { path: PATH, type: 'differencing', parent_path });
    assert.deepEqual([failure.id, failure.category], [`InvalidParameter,${NEW_VHD}`, 'InvalidArgument']);
  });

  it('need a parent that no running VM writes to', () => {
    const [user] = machine.run('Get-VM', { name: 'dc-01' });
    const parent_path = user?.drives[0]?.path ?? '';
    const failure = machine.fail('New-VHD', { path: PATH, type: 'differencing', parent_path });
    assert.equal(failure.hresult, '0x80070020');
  });

  it('are broken by a change of their parent', () => {
    const { vm_id } = machine.run('New-VM', { name: 'child', generation: 2 });
    machine.run('New-VHD', { path: PATH, type: 'differencing', parent_path: TEMPLATE });
    machine.run('Add-VMHardDiskDrive', { vm_id, controller: 'SCSI', number: 0, location: 0, path: PATH });
    machine.host.hyperv.byHand.replaceDisk(TEMPLATE);
    const failure = machine.fail('Start-VM', { vm_id });
    assert.deepEqual(
      [failure.id, failure.hresult],
      ['OperationFailed,Microsoft.HyperV.PowerShell.Commands.StartVM', '0xC03A000E'],
    );
  });

  it('cannot be read when half written', () => {
    machine.run('New-VHD', { path: PATH, type: 'dynamic', size_mb: 1024 });
    machine.host.hyperv.byHand.damageDisk(PATH);
    assert.match(machine.fail('Get-VHD', { path: PATH }).id, /GetVhd$/);
  });

  it('stay while a running VM holds them or what is based on them', () => {
    const { vm_id } = machine.run('New-VM', { name: 'child', generation: 2 });
    machine.run('New-VHD', { path: PATH, type: 'differencing', parent_path: TEMPLATE });
    machine.run('Add-VMHardDiskDrive', { vm_id, controller: 'SCSI', number: 0, location: 0, path: PATH });
    machine.run('Start-VM', { vm_id });
    assert.equal(machine.fail('Remove-Item', { path: PATH }).hresult, '0x80070020');
    assert.equal(machine.fail('Remove-Item', { path: TEMPLATE }).hresult, '0x80070020');
    machine.run('Stop-VM', { vm_id, turn_off: true });
    machine.run('Remove-Item', { path: PATH });
    assert.equal(machine.fail('Get-VHD', { path: PATH }).category, 'InvalidArgument');
  });

  it('are refused by a drive when they are not there', () => {
    const { vm_id } = machine.run('New-VM', { name: 'empty', generation: 2 });
    const drive = { vm_id, controller: 'SCSI', number: 0, location: 0, path: PATH } as const;
    const failure = machine.fail('Add-VMHardDiskDrive', drive);
    assert.equal(failure.id, 'OperationFailed,Microsoft.HyperV.PowerShell.Commands.AddVMHardDiskDrive');
    const ide = machine.fail('Add-VMHardDiskDrive', { ...drive, controller: 'IDE' });
    assert.equal(ide.category, 'InvalidArgument');
  });
});
