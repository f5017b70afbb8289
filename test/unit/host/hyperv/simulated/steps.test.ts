import assert from 'node:assert/strict';
import { fileAt, filesIn } from '../../../../../server/src/host/hyperv/simulated/machine/storage.ts';
import { practiceHost, TEMPLATE, VM_ROOT, type PracticeHost } from '../../../../support/practiceHost.ts';
import { done, failureOf, inventoryNow, patience, provisionVm } from '../../../../support/provisionVm.ts';
import { vmPlan, type VmPlan } from '../../../../support/vmPlan.ts';

const PLACES = { root: VM_ROOT, data_root: 'D:\\VMSpec', template: TEMPLATE, switch: 'External_Switch' };
const VM = { name: 'web-01', owner: 'a' };

describe('steps on a practice host', () => {
  let host: PracticeHost;
  beforeEach(() => {
    host = practiceHost();
  });
  afterEach(() => host.close());
  const draft = async (): Promise<VmPlan> => vmPlan(PLACES, await inventoryNow(host.hyperv), VM);

  it('disk: leaves an unreadable disk alone that is in no folder of the job', async () => {
    const plan = await draft();
    host.hyperv.byHand.createDisk(plan.disk.system.path, 1024);
    host.hyperv.byHand.damageDisk(plan.disk.system.path);
    assert.equal(await failureOf(host.hyperv, 'disk', plan.disk), 'NotOwned,VMSpec');
    assert.ok(fileAt(host.hyperv.machine, plan.disk.system.path) !== undefined);
  });

  it('disk: copies the template, and grows the copy', async () => {
    const { disk } = await draft();
    const system = { ...disk.system, mode: 'copy' as const, size_gb: 100 };
    await done(host.hyperv, 'disk', { ...disk, system });
    const [made] = (await inventoryNow(host.hyperv)).own_files;
    assert.deepEqual([made?.parent_path, made?.size_mb, made?.file_mb], [null, 102_400, 4096]);
  });

  it('disk: passes the error of a full volume on', async () => {
    host.hyperv.byHand.fillVolume('C:\\', 0);
    const result = await host.hyperv.ensure('disk', (await draft()).disk, patience());
    assert.equal(result.outcome === 'failed' && result.failure.hresult, '0x80070070');
  });

  it('start: passes the error of missing memory on', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM, 'storage');
    host.hyperv.byHand.createVm({
      name: 'glutton',
      running: true,
      memory: { dynamic: false, startup_mb: 62_000, min_mb: 512, max_mb: 1024 },
    });
    const id = await failureOf(host.hyperv, 'start', plan.start);
    assert.equal(id, 'OutOfMemory,Microsoft.HyperV.PowerShell.Commands.StartVM');
  });

  it('configure: sets the firmware before the TPM, and takes the TPM away again', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, { ...VM, settings: { tpm: true } }, 'configure');
    const vm = host.hyperv.machine.state.vms.get(plan.start.vm_id);
    assert.deepEqual([vm?.tpm, vm?.secure_boot?.template], [true, 'MicrosoftUEFICertificateAuthority']);
    const settings = { ...plan.configure.settings, tpm: false };
    await done(host.hyperv, 'configure', { ...plan.configure, settings });
  });

  it('configure: makes memory static when all three values are one', async () => {
    const settings = { ram_min_mb: 1024, ram_max_mb: 1024 };
    const plan = await provisionVm(host.hyperv, PLACES, { ...VM, settings });
    const vm = (await inventoryNow(host.hyperv)).vms.find((item) => item.vm_id === plan.start.vm_id);
    assert.deepEqual([vm?.dynamic_memory, vm?.memory_assigned_mb], [false, 1024]);
  });

  it('provisions generation 1 with its system disk on IDE and the DVD in the drive that is there', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, { ...VM, settings: { generation: 1 } }, 'network');
    await done(host.hyperv, 'storage', { ...plan.storage, dvd_path: 'C:\\ISO\\debian.iso' });
    const drives = host.hyperv.machine.state.vms.get(plan.start.vm_id)?.drives ?? [];
    assert.deepEqual(
      drives.map((drive) => [drive.kind, drive.controller, drive.number, drive.location]),
      [
        ['dvd', 'IDE', 1, 0],
        ['hard_disk', 'IDE', 0, 0],
        ['hard_disk', 'SCSI', 0, 0],
      ],
    );
    await done(host.hyperv, 'start', plan.start);
    await done(host.hyperv, 'verify', { ...plan.verify, dvd_path: 'C:\\ISO\\debian.iso' });
  });

  it('storage: takes a second SCSI controller when the first is full', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM, 'network');
    const [first] = plan.storage.data_disks;
    assert.ok(first !== undefined);
    const data_disks = Array.from({ length: 70 }, (_, index) => ({
      ...first,
      path: first.path.replace('data1', `data${String(index)}`),
    }));
    await done(host.hyperv, 'storage', { ...plan.storage, data_disks });
    assert.equal(host.hyperv.machine.state.vms.get(plan.start.vm_id)?.scsi_controllers, 2);
  });

  it('storage: gives the folder of data disks on another volume the same owner', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM, 'storage');
    const owners = plan.remove_files.folders.map((folder) =>
      fileAt(host.hyperv.machine, `${folder}\\.vmspec-owner`),
    );
    assert.deepEqual(
      owners.map((file) => file?.kind === 'text' && file.text),
      ['a', 'a'],
    );
  });

  it('remove_files: leaves no folder behind but the ones that VMs are created in', async () => {
    host.hyperv.configure({ template_roots: null, vm_folders: [VM_ROOT, 'D:\\VMSpec'] });
    const plan = await provisionVm(host.hyperv, PLACES, VM);
    for (const step of ['stop', 'remove_vm', 'remove_files'] as const)
      await done(host.hyperv, step, plan[step]);
    assert.deepEqual(filesIn(host.hyperv.machine, VM_ROOT), []);
    assert.deepEqual(filesIn(host.hyperv.machine, 'D:\\VMSpec'), []);
    assert.equal(fileAt(host.hyperv.machine, VM_ROOT)?.kind, 'folder');
    assert.ok(fileAt(host.hyperv.machine, TEMPLATE) !== undefined);
  });

  it('remove_files: leaves a folder alone that has files but no owner', async () => {
    host.hyperv.byHand.createDisk(`${VM_ROOT}\\theirs\\disk.vhdx`, 1024);
    const params = { owner: 'a', folders: [`${VM_ROOT}\\theirs`], keep: [] };
    assert.equal(await failureOf(host.hyperv, 'remove_files', params), 'NotOwned,VMSpec');
    assert.equal(filesIn(host.hyperv.machine, VM_ROOT).length, 2);
  });

  it('remove_files: goes on after it was interrupted anywhere', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM);
    await done(host.hyperv, 'stop', plan.stop);
    await done(host.hyperv, 'remove_vm', plan.remove_vm);
    let attempts = 0;
    for (let ended = false; !ended; attempts += 1) {
      assert.ok(attempts < 50);
      host.hyperv.faults.clear();
      host.hyperv.faults.add({ operation: 'Remove-Item', kind: 'error', after: 1 });
      ended = (await host.hyperv.ensure('remove_files', plan.remove_files, patience())).outcome === 'done';
    }
    assert.ok(attempts > 4);
    assert.deepEqual((await inventoryNow(host.hyperv)).own_files, []);
  });

  it('vm: refuses a folder that holds another VM', async () => {
    const plan = await draft();
    host.hyperv.byHand.createVm({ name: VM.name, path: plan.vm.folder, generation: 1 });
    assert.equal(await failureOf(host.hyperv, 'vm', plan.vm), 'FolderTaken,VMSpec');
  });

  it('remove_vm: finds the VM by its folder when its id was never learned', async () => {
    const plan = await provisionVm(host.hyperv, PLACES, VM, 'vm');
    await done(host.hyperv, 'remove_vm', { vm_id: null, folder: plan.vm.folder.toUpperCase() });
    assert.equal(host.hyperv.machine.state.vms.has(plan.start.vm_id), false);
  });

  it('stop: cuts the power of a guest that is shutting down', async () => {
    const slow = practiceHost({ speed: 1 });
    const made = slow.hyperv.byHand.createVm({ name: 'web', running: true });
    const first = slow.hyperv.ensure('stop', { vm_id: made.vm_id, mode: 'shut_down' }, patience());
    await slow.clock.advance(1000);
    const second = slow.hyperv.ensure('stop', { vm_id: made.vm_id, mode: 'turn_off' }, patience());
    await slow.clock.advance(1500);
    assert.equal((await second).outcome, 'done');
    await slow.clock.advance(8000);
    assert.equal((await first).outcome, 'done');
    await slow.close();
  });
});
