import assert from 'node:assert/strict';
import type { NeededRoom, VmSettings } from '#core/steps.ts';
import type { HyperV } from '../../server/src/host/ports.ts';
import { done, failureOf, inventoryNow, LATER_STEPS, patience, provisionVm } from './provisionVm.ts';
import { describeTemplateContract } from './templateContract.ts';
import { vmPlan, type PlanPlaces } from './vmPlan.ts';

/** A machine to try the contract on: it has the template and the switch, and nothing in the two folders yet. */
export interface ContractHost {
  readonly hyperv: HyperV;
  readonly places: PlanPlaces;
  close(): Promise<void>;
}

/** What every driver of the HyperV port must do, whatever is behind it. */
export function describeHyperVContract(name: string, open: () => Promise<ContractHost>): void {
  describeTemplateContract(name, open);
  describe(`the HyperV port of ${name}`, () => {
    let host: ContractHost;
    beforeEach(async () => {
      host = await open();
    });
    afterEach(() => host.close());
    const vm = { name: 'web-01', owner: 'job-a' };

    for (const step of LATER_STEPS) {
      it(`acts on ${step} only as long as its effect is not there`, async () => {
        const before = LATER_STEPS[LATER_STEPS.indexOf(step) - 1] ?? 'vm';
        const plan = await provisionVm(host.hyperv, host.places, vm, before);
        const looks = step === 'verify';
        const first = await host.hyperv.probe(step, plan[step], patience());
        assert.equal(first.state === 'done', looks);
        assert.equal((await done(host.hyperv, step, plan[step])).acted, !looks);
        assert.equal((await host.hyperv.probe(step, plan[step], patience())).state, 'done');
        assert.equal((await done(host.hyperv, step, plan[step])).acted, false);
      });
    }

    it('writes the settings of a guest anew where they are cut off, and into no folder of another job', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'seed');
      const longer = [...plan.seed.files, { name: 'network-config', text: 'version: 2\n' }];
      const other = { ...plan.seed, files: longer };
      assert.equal((await host.hyperv.probe('seed', other, patience())).state, 'partial');
      assert.equal((await done(host.hyperv, 'seed', other)).acted, true);
      assert.equal((await done(host.hyperv, 'seed', other)).acted, false);
      const foreign = { ...plan.seed, owner: 'job-b' };
      assert.equal(await failureOf(host.hyperv, 'seed', foreign), 'NotOwned,VMSpec');
      const outside = {
        ...plan.seed,
        path: plan.seed.path.replace(plan.seed.folder, `${plan.seed.folder}x`),
      };
      assert.equal(await failureOf(host.hyperv, 'seed', outside), 'NotOwned,VMSpec');
    });

    it('makes disk and VM once, however often it is asked', async () => {
      const plan = vmPlan(host.places, await inventoryNow(host.hyperv), vm);
      assert.equal((await host.hyperv.probe('disk', plan.disk, patience())).state, 'absent');
      assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, true);
      assert.equal((await done(host.hyperv, 'disk', plan.disk)).acted, false);
      const made = await done(host.hyperv, 'vm', plan.vm);
      assert.deepEqual(await done(host.hyperv, 'vm', plan.vm), { ...made, acted: false });
      const { vms, own_files } = await inventoryNow(host.hyperv);
      assert.equal(vms.filter((item) => item.vm_name === vm.name).length, 1);
      assert.equal(own_files.length, 1);
    });

    it('takes everything away again, and asking twice changes nothing', async () => {
      const before = await inventoryNow(host.hyperv);
      const plan = await provisionVm(host.hyperv, host.places, vm);
      for (const step of ['stop', 'remove_vm', 'remove_files'] as const) {
        assert.notEqual((await host.hyperv.probe(step, plan[step], patience())).state, 'done');
        assert.equal((await done(host.hyperv, step, plan[step])).acted, true);
        assert.equal((await host.hyperv.probe(step, plan[step], patience())).state, 'done');
        assert.equal((await done(host.hyperv, step, plan[step])).acted, false);
      }
      const after = await inventoryNow(host.hyperv);
      assert.deepEqual(after.own_files, []);
      assert.deepEqual(
        after.vms.map((item) => item.vm_id),
        before.vms.map((item) => item.vm_id),
      );
    });

    it('reports a made VM as it was asked for', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm);
      const { vms } = await inventoryNow(host.hyperv);
      const made = vms.find((item) => item.vm_id === plan.start.vm_id);
      assert.ok(made !== undefined);
      assert.equal(made.state, 'Running');
      assert.equal(made.path, plan.vm.folder);
      assert.equal(made.notes, plan.configure.settings.notes);
      assert.deepEqual(
        [made.cpu_cores, made.dynamic_memory, made.ram_min_mb, made.ram_startup_mb, made.ram_max_mb],
        [2, true, 512, 1024, 2048],
      );
      assert.deepEqual(made.adapters, [
        plan.network.adapters[0],
        { ...plan.network.adapters[1], mac_address: '00155DAABBCC' },
      ]);
      assert.deepEqual(
        made.disks.map((disk) => [disk.path, disk.parent_path]),
        [
          [plan.disk.system.path, plan.template.path],
          [plan.storage.data_disks[0]?.path, null],
        ],
      );
    });

    /** Every setting other than a new VM has it. */
    const unusual = {
      ...{ cpu_cores: 3, nested_virtualization: true },
      ...{ ram_startup_mb: 4096, ram_min_mb: 4096, ram_max_mb: 4096 },
      ...{ automatic_start_action: 'start', automatic_stop_action: 'save', checkpoint_type: 'disabled' },
    } as const;
    const kinds: readonly Partial<VmSettings>[] = [
      { ...unusual, generation: 2, tpm: true, secure_boot: { enabled: true, template: 'MicrosoftWindows' } },
      { ...unusual, generation: 2, secure_boot: { enabled: false, template: 'MicrosoftWindows' } },
      { ...unusual, generation: 1, automatic_start_action: 'start_if_running', checkpoint_type: 'standard' },
    ];
    for (const settings of kinds) {
      const { generation, tpm = false, secure_boot } = settings;
      const secure = secure_boot?.enabled === true ? 'with' : 'without';
      it(`makes generation ${String(generation)} ${secure} secure boot with everything that a spec can ask for`, async () => {
        const whole = { ...vm, settings, whole: true, dvd_path: 'C:\\ISO\\setup.iso' };
        const plan = await provisionVm(host.hyperv, host.places, whole);
        const { vms } = await inventoryNow(host.hyperv);
        const made = vms.find((item) => item.vm_id === plan.start.vm_id);
        assert.ok(made !== undefined);
        const { automatic_start_action, automatic_stop_action, checkpoint_type } = made;
        assert.deepEqual(
          { automatic_start_action, automatic_stop_action, checkpoint_type, dvd_path: made.dvd_path },
          {
            automatic_start_action: settings.automatic_start_action,
            automatic_stop_action: settings.automatic_stop_action,
            checkpoint_type: settings.checkpoint_type,
            dvd_path: whole.dvd_path,
          },
        );
        assert.deepEqual(
          [made.generation, made.cpu_cores, made.nested_virtualization, made.dynamic_memory, made.tpm],
          [generation, 3, true, false, tpm],
        );
        if (secure_boot !== undefined) assert.equal(made.secure_boot?.enabled, secure_boot.enabled);
        assert.deepEqual(
          made.disks.map(({ size_mb, parent_path }) => [size_mb / 1024, parent_path]),
          [
            [plan.disk.system.size_gb, null],
            [10, null],
          ],
        );
      });
    }

    it('refuses a template that is missing or was changed', async () => {
      const { template } = vmPlan(host.places, await inventoryNow(host.hyperv), vm);
      const missing = { ...template, path: template.path.replace('.vhdx', '-gone.vhdx') };
      assert.equal(await failureOf(host.hyperv, 'template', missing), 'TemplateMissing,VMSpec');
      const changed = { ...template, size_mb: template.size_mb + 1024 };
      assert.equal(await failureOf(host.hyperv, 'template', changed), 'TemplateChanged,VMSpec');
      assert.equal((await host.hyperv.probe('template', changed, patience())).state, 'absent');
      assert.deepEqual((await done(host.hyperv, 'template', template)).output, { format: 'VHDX' });
    });

    it('refuses a template that is a disk of a VM', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'storage');
      const { own_files } = await inventoryNow(host.hyperv);
      const own = own_files.find((disk) => disk.path === plan.disk.system.path);
      assert.ok(own !== undefined);
      const { path, disk_id, size_mb } = own;
      const failure = await failureOf(host.hyperv, 'template', { path, disk_id, size_mb });
      assert.equal(failure, 'TemplateAttached,VMSpec');
    });

    it('refuses to act where the room that it needs is not free, and leaves things as they were', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'network');
      const other = vmPlan(host.places, await inventoryNow(host.hyperv), { name: 'web-02', owner: 'job-b' });
      const before = await inventoryNow(host.hyperv);
      const disk = { ...other.disk, room: space(other.disk.system.path) };
      assert.equal(await failureOf(host.hyperv, 'disk', disk), 'DiskFull,VMSpec');
      const data = plan.storage.data_disks[0]?.path ?? '';
      const storage = { ...plan.storage, room: space(data) };
      assert.equal(await failureOf(host.hyperv, 'storage', storage), 'DiskFull,VMSpec');
      const start = { ...plan.start, room: { memory_mb: 2 ** 30, files: [] } };
      const result = await host.hyperv.ensure('start', start, patience());
      assert.ok(result.outcome === 'failed');
      assert.equal(result.failure.id, 'OutOfMemory,VMSpec');
      assert.match(result.failure.message, /^starting needs 1073741824 MB, free are \d+ MB$/);
      assert.equal((await inventoryNow(host.hyperv)).stamp, before.stamp);
    });

    it('needs no room for what is there already', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'start');
      const data = plan.storage.data_disks[0]?.path ?? '';
      const more = {
        disk: { ...plan.disk, room: space(plan.disk.system.path) },
        storage: { ...plan.storage, room: space(data) },
        start: { ...plan.start, room: { memory_mb: 2 ** 30, files: [] } },
      };
      for (const step of ['disk', 'storage', 'start'] as const) {
        assert.equal((await done(host.hyperv, step, more[step])).acted, false);
      }
      await done(host.hyperv, 'stop', plan.stop);
      assert.equal((await done(host.hyperv, 'storage', { ...plan.storage, data_disks: [] })).acted, true);
      assert.equal((await done(host.hyperv, 'storage', more.storage)).acted, true);
    });

    it('says what differs when a VM is not as asked for', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm);
      const settings = { ...plan.verify.settings, cpu_cores: 4 };
      const result = await host.hyperv.ensure('verify', { ...plan.verify, settings }, patience());
      assert.ok(result.outcome === 'failed');
      assert.equal(result.failure.id, 'VerifyFailed,VMSpec');
      assert.match(result.failure.message, /vCPU: 2 instead of 4/);
    });

    it('names the missing switch in an InvalidParameter', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'configure');
      const adapters = plan.network.adapters.map((item) => ({ ...item, switch: 'No such switch' }));
      const id = await failureOf(host.hyperv, 'network', { ...plan.network, adapters });
      assert.match(id, /^InvalidParameter,Microsoft\.HyperV\.PowerShell\.Commands\./);
    });

    it('does not remove a running VM', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm);
      assert.match(await failureOf(host.hyperv, 'remove_vm', plan.remove_vm), /RemoveVM$/);
      assert.equal((await host.hyperv.probe('start', plan.start, patience())).state, 'done');
    });

    it('leaves folders alone that another job owns', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm, 'vm');
      const other = { ...plan.remove_files, owner: 'job-b' };
      assert.equal(await failureOf(host.hyperv, 'remove_files', other), 'NotOwned,VMSpec');
      assert.equal((await host.hyperv.probe('disk', plan.disk, patience())).state, 'done');
    });

    it('keeps the disks that are to be kept, and removes them when asked later', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm);
      await done(host.hyperv, 'stop', plan.stop);
      await done(host.hyperv, 'remove_vm', plan.remove_vm);
      const keep = [plan.disk.system.path];
      await done(host.hyperv, 'remove_files', { ...plan.remove_files, keep });
      const kept = (await inventoryNow(host.hyperv)).own_files.map((disk) => disk.path);
      assert.deepEqual(kept, keep);
      await done(host.hyperv, 'remove_files', plan.remove_files);
      assert.deepEqual((await inventoryNow(host.hyperv)).own_files, []);
    });

    it('counts what is gone already as stopped and removed', async () => {
      const plan = vmPlan(host.places, await inventoryNow(host.hyperv), vm);
      for (const step of ['stop', 'remove_vm', 'remove_files'] as const) {
        assert.equal((await done(host.hyperv, step, plan[step])).acted, false);
      }
    });

    it('keeps its stamp while nothing changes, and changes it with every change', async () => {
      const first = await inventoryNow(host.hyperv);
      assert.equal((await inventoryNow(host.hyperv)).stamp, first.stamp);
      await provisionVm(host.hyperv, host.places, vm, 'vm');
      assert.notEqual((await inventoryNow(host.hyperv)).stamp, first.stamp);
    });

    it('answers unknown to a call that was cut off', async () => {
      const plan = vmPlan(host.places, await inventoryNow(host.hyperv), vm);
      const result = await host.hyperv.ensure('disk', plan.disk, AbortSignal.abort());
      assert.equal(result.outcome, 'unknown');
    });

    it('resets a running VM, and only a running one', async () => {
      const plan = await provisionVm(host.hyperv, host.places, vm);
      assert.equal((await host.hyperv.restart(plan.start.vm_id, patience())).outcome, 'done');
      await done(host.hyperv, 'stop', plan.stop);
      assert.equal((await host.hyperv.restart(plan.start.vm_id, patience())).outcome, 'failed');
    });
  });
}

/** Far more space for a file than any volume has. */
function space(path: string): NeededRoom {
  return { memory_mb: 0, files: [{ path, mb: 2 ** 40 }] };
}
