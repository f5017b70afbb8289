import assert from 'node:assert/strict';
import { machineCase, type MachineCase } from '../../../../../support/machineCase.ts';

const NEW_VM = 'Microsoft.HyperV.PowerShell.Commands.NewVM';

describe('New-VM on the simulated machine', () => {
  let machine: MachineCase;
  beforeEach(() => {
    machine = machineCase();
  });
  afterEach(() => machine.host.close());

  it('takes a name that another VM has, in any case', () => {
    const first = machine.run('New-VM', { name: 'twin' });
    const second = machine.run('New-VM', { name: 'TWIN' });
    assert.notEqual(first.vm_id, second.vm_id);
    assert.equal(machine.run('Get-VM', { name: 'Twin' }).length, 2);
  });

  it('makes one network adapter that is not connected, and an empty DVD drive on generation 1 alone', () => {
    const one = machine.run('New-VM', { name: 'one', generation: 1 });
    const two = machine.run('New-VM', { name: 'two', generation: 2 });
    assert.deepEqual(
      [one, two].map((vm) => vm.adapters.map((adapter) => adapter.switch)),
      [[null], [null]],
    );
    assert.deepEqual(one.drives, [{ kind: 'dvd', controller: 'IDE', number: 1, location: 0, path: null }]);
    assert.deepEqual(two.drives, []);
  });

  it('stores 512 MB and 1 TB as bounds, with static memory and 512 MB at startup', () => {
    const { memory } = machine.run('New-VM', { name: 'plain' });
    assert.deepEqual(memory, { dynamic: false, startup_mb: 512, min_mb: 512, max_mb: 1024 * 1024 });
  });

  it('puts the VM into a folder of its name below the given one', () => {
    const { path } = machine.run('New-VM', { name: 'web-01', path: 'D:\\Lab' });
    assert.equal(path, 'D:\\Lab\\web-01');
  });

  it('refuses an odd number of MB as not properly aligned', () => {
    const failure = machine.fail('New-VM', { name: 'odd', memory_startup_mb: 1023 });
    assert.deepEqual([failure.id, failure.category], [`InvalidParameter,${NEW_VM}`, 'InvalidArgument']);
    assert.match(failure.message, /not properly aligned/);
  });

  it('refuses a switch that is not there', () => {
    const failure = machine.fail('New-VM', { name: 'lost', switch_name: 'Nowhere' });
    assert.deepEqual([failure.id, failure.category], [`InvalidParameter,${NEW_VM}`, 'InvalidArgument']);
  });

  it('refuses a path on a drive that is not there', () => {
    const failure = machine.fail('New-VM', { name: 'lost', path: 'Q:\\VMs' });
    assert.deepEqual(
      [failure.id, failure.category, failure.hresult],
      [`ObjectNotFound,${NEW_VM}`, 'ObjectNotFound', '0x80070003'],
    );
  });

  it('takes a name of 100 characters and refuses one of 101', () => {
    assert.equal(machine.run('New-VM', { name: 'n'.repeat(100) }).vm_name.length, 100);
    assert.equal(machine.fail('New-VM', { name: 'n'.repeat(101) }).id, `InvalidParameter,${NEW_VM}`);
  });

  it('turns secure boot on for generation 2', () => {
    assert.deepEqual(machine.run('New-VM', { name: 'two', generation: 2 }).secure_boot, {
      enabled: true,
      template: 'MicrosoftWindows',
    });
    assert.equal(machine.run('New-VM', { name: 'one', generation: 1 }).secure_boot, null);
  });

  it('tells a missing name from a missing id', () => {
    const byName = machine.fail('Get-VM', { name: 'nobody' });
    const byId = machine.fail('Get-VM', { id: '11111111-1111-1111-1111-111111111111' });
    assert.deepEqual(
      [byName.id, byName.category, byName.target],
      ['InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVM', 'InvalidArgument', 'nobody'],
    );
    assert.deepEqual(
      [byId.id, byId.category],
      ['ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.GetVM', 'ObjectNotFound'],
    );
  });

  it('tells the missing VM of Set-VM and Remove-VM as ObjectNotFound', () => {
    const vm_id = '11111111-1111-1111-1111-111111111111';
    assert.equal(
      machine.fail('Set-VM', { vm_id }).id,
      'ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.SetVM',
    );
    assert.equal(
      machine.fail('Remove-VM', { vm_id }).id,
      'ObjectNotFound,Microsoft.HyperV.PowerShell.Commands.RemoveVM',
    );
  });
});
