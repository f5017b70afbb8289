import assert from 'node:assert/strict';
import type { Inventory } from '#core/inventory.ts';
import type { SimulatedHostFile } from '#schemas/generated/types.ts';
import { fakeClock, type FakeClock } from '../support/fakeClock.ts';
import { request } from '../support/host/client.ts';
import { ended, eventsOf, listVms, submit, vmNamed } from '../support/host/jobs.ts';
import { resource } from '../support/host/ledgerOf.ts';
import { spec, vm } from '../support/host/vm.ts';
import { waitFor } from '../support/host/waitFor.ts';
import { engine, type Engine } from '../support/powershell/engine.ts';
import { engineHost, type EngineHost } from '../support/powershell/engineHost.ts';
import { inventoryNow } from '../support/provisionVm.ts';
import { servedMachine } from '../support/powershell/runPowerShell.ts';

/** The interval at which a host reads its machine again unless it is told another. */
const INTERVAL_MS = 5_000;
/** The folders that VMs of ours can be in on the practice machine. */
const OWN = ['C:\\VMs\\VMSpec', 'D:\\VMSpec'];
const TEMPLATE = 'C:\\Templates\\ubuntu-24.04.vhdx';
const labs: SimulatedHostFile['vms'] = Array.from({ length: 12 }, (_unused, n) => ({
  vm_name: `lab-${String(n)}`,
  state: n % 2 === 0 ? 'Running' : 'Off',
  cpu_cores: 1,
  ram_startup_mb: 512,
  disks: [{ path: `D:\\Lab\\lab-${String(n)}\\system.vhdx`, size_gb: 10, file_gb: 1 }],
}));

describe('what others do on a machine that is driven through PowerShell', function () {
  this.timeout(240_000);
  let shell: Engine;
  let host: EngineHost;
  let clock: FakeClock;
  before(async function () {
    shell = engine(this);
    clock = fakeClock();
    host = await engineHost(shell, await servedMachine({ vms: labs }), { clock });
    await resting();
  });
  after(() => host.close());

  /** The watch and the maintenance sleep, so that nothing happens until time moves. */
  const resting = (): Promise<unknown> =>
    waitFor('the watch rests', () => clock.sleeping() === 2, { deadlineMs: 120_000 });

  /** Lets the machine be changed right after a reading, and waits for the next one: the host does nothing before it. */
  const seenWithin5s = async (change: () => void): Promise<void> => {
    await resting();
    change();
    host.machine.questions.length = 0;
    await clock.advance(INTERVAL_MS - 1);
    assert.deepEqual(host.machine.questions, []);
    await clock.advance(1);
    await resting();
  };
  const byHand = (): EngineHost['machine']['bridge']['byHand'] => host.machine.bridge.byHand;
  const told = (name: string): unknown[] =>
    eventsOf(host)
      .filter(({ type, vm_name }) => vm_name === name && type.startsWith('vm_'))
      .map(({ type, data }) => [type, type === 'vm_changed' ? data : null]);

  /** Ids of the VMs that were asked about, each once; `all` when a cmdlet was asked about every VM there is. */
  const askedAbout = (): string[] => {
    const ids = host.machine.questions
      .filter(({ cmdlet }) => /^Get-VM(?!Host|Switch)/.test(cmdlet))
      .flatMap(({ parameters }) => {
        const text = JSON.stringify(parameters['VM'] ?? parameters['Id'] ?? 'all');
        return text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi) ?? ['all'];
      });
    return [...new Set(ids.map((id) => id.toLowerCase()))];
  };

  it('sees a VM that was changed, charges it, and reads the details of no other', async () => {
    const { vm_id } = await vmNamed(host, 'lab-2');
    const before = (await resource(host, 'cpu')).committed_unmanaged;
    await seenWithin5s(() => {
      byHand().changeVm(vm_id, { cpu_cores: 5 });
    });
    assert.equal((await vmNamed(host, 'lab-2')).cpu_cores, 5);
    assert.equal((await resource(host, 'cpu')).committed_unmanaged, before + 4);
    assert.deepEqual(told('lab-2'), [['vm_changed', { state: 'Running' }]]);
    assert.deepEqual(askedAbout(), [vm_id]);
  });

  it('sees a VM that was made, and reads the details of no other', async () => {
    await seenWithin5s(() => {
      byHand().createVm({ name: 'new', running: true, cpu_cores: 2 });
    });
    const made = await vmNamed(host, 'new');
    assert.equal(made.managed, false);
    assert.deepEqual(told('new'), [['vm_changed', { state: 'Running' }]]);
    assert.deepEqual(askedAbout(), [made.vm_id]);
  });

  it('sees that a VM was removed, and reads no details at all', async () => {
    const { vm_id } = await vmNamed(host, 'lab-3');
    await seenWithin5s(() => {
      byHand().deleteVm(vm_id);
    });
    assert.ok(!(await listVms(host)).some(({ vm_name }) => vm_name === 'lab-3'));
    assert.deepEqual(told('lab-3'), [['vm_changed', { gone: true }]]);
    assert.deepEqual(askedAbout(), []);
  });

  it('sees a switch that was added, and reads no VM for it', async () => {
    await seenWithin5s(() => {
      byHand().addSwitch('Lab switch', 'Private');
    });
    const { body } = await request(host, { path: '/api/networks' });
    assert.match(JSON.stringify(body), /"name":"Lab switch","type":"Private"/);
    assert.deepEqual(askedAbout(), []);
  });

  it('sees that a disk of a VM of ours that is off was resized, opens that disk alone, and reads no VM for it', async () => {
    const job = await submit(host, spec(vm('ours', { disk_template_path: TEMPLATE, start: false })));
    assert.equal((await ended(host, job, { deadlineMs: 120_000 })).status, 'Success');
    const disk = host.host.watch.current()?.inventory.own_files[0];
    assert.ok(disk !== undefined);
    const before = told('ours').length;
    await seenWithin5s(() => {
      byHand().resizeDisk(disk.path, disk.size_mb + 1024);
    });
    assert.equal(host.host.watch.current()?.inventory.own_files[0]?.size_mb, disk.size_mb + 1024);
    assert.deepEqual(told('ours').slice(before), [['vm_changed', { state: 'Off' }]]);
    const opened = host.machine.questions.filter(({ cmdlet }) => cmdlet === 'Get-VHD');
    assert.deepEqual(
      opened.map(({ parameters }) => parameters['Path']),
      [[disk.path]],
    );
    assert.deepEqual(askedAbout(), []);
  });

  it('tells that a VM of ours vanished, at once that it is gone and after three readings that it is lost', async () => {
    const { vm_id } = await vmNamed(host, 'ours');
    const before = told('ours').length;
    await seenWithin5s(() => {
      byHand().deleteVm(vm_id);
    });
    assert.deepEqual(told('ours').slice(before), [['vm_changed', { gone: true }]]);
    await seenWithin5s(() => undefined);
    await seenWithin5s(() => undefined);
    assert.deepEqual(told('ours').slice(before), [
      ['vm_changed', { gone: true }],
      ['vm_lost', null],
    ]);
    assert.deepEqual(askedAbout(), []);
  });

  it('knows the machine after all that as a shell does that reads it for the first time', async () => {
    const known = host.host.watch.current()?.inventory;
    assert.ok(known !== undefined);
    await host.driver.processes[0]?.kill();
    await host.driver.processes[0]?.ended;
    host.machine.questions.length = 0;
    // With the known stamp a machine that did not change would not be told of again.
    host.driver.hyperv.configure({ template_roots: ['C:\\Templates'], vm_folders: OWN });
    const read = await inventoryNow(host.driver.hyperv);
    assert.deepEqual(askedAbout().slice(0, 1), ['all']);
    assert.deepEqual(comparable(read), comparable(known));
  });
});

/** An inventory without its order and without what moves by itself. */
function comparable(inventory: Inventory): unknown {
  const vms = inventory.vms.map((item) => ({ ...item, uptime_s: 0 }));
  return { ...inventory, stamp: '', vms: vms.toSorted((a, b) => a.vm_id.localeCompare(b.vm_id)) };
}
