import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diskPaths, foldersOfVm, jobFolderName, ownRoots, rootOnVolume, vmFolder } from '#core/vmFolders.ts';
import { samplePlan } from './samplePlan.ts';

const ROOT = 'C:\\VMs\\VMSpec';

describe('folders of VMs', () => {
  it('are named by day and job, readable and unique', () => {
    assert.equal(
      jobFolderName('12345678-9abc-4def-8012-3456789abcde', '2026-03-04T23:59:59.999Z'),
      '2026-03-04-12345678',
    );
  });

  it('lie under the VM root on its own volume, in any case, and under VMSpec on others', () => {
    assert.equal(rootOnVolume(ROOT, 'C:\\'), ROOT);
    assert.equal(rootOnVolume(ROOT, 'c:\\'), ROOT);
    assert.equal(rootOnVolume(ROOT, 'D:\\'), 'D:\\VMSpec');
  });

  it('are all found in the roots of ours, wherever a VM and its data disks lie', () => {
    const volumes = ['C:\\', 'D:\\', 'E:\\'];
    const roots = ownRoots(ROOT, volumes);
    assert.deepEqual(roots, [ROOT, 'C:\\VMSpec', 'D:\\VMSpec', 'E:\\VMSpec']);
    for (const volume of volumes) {
      const vm = samplePlan({ volume, data_disks: volumes.map((other) => ({ size_gb: 1, volume: other })) });
      const { system, data } = diskPaths(vm, vmFolder(ROOT, 'job', vm));
      for (const path of [system, ...data])
        assert.ok(
          roots.some((root) => path.startsWith(`${root}\\`)),
          path,
        );
    }
  });

  it('hold the system disk and the data disks of the same volume', () => {
    const vm = samplePlan({
      vm_name: 'web-01',
      data_disks: [{ size_gb: 1 }, { size_gb: 2, volume: 'D:\\' }, { size_gb: 3 }],
    });
    const folder = vmFolder(ROOT, 'job', vm);
    assert.equal(folder, 'C:\\VMs\\VMSpec\\job\\web-01');
    assert.deepEqual(diskPaths(vm, folder), {
      system: `${folder}\\web-01.vhdx`,
      data: [
        `${folder}\\web-01-data-01.vhdx`,
        'D:\\VMSpec\\job\\web-01\\web-01-data-02.vhdx',
        `${folder}\\web-01-data-03.vhdx`,
      ],
    });
    assert.deepEqual(foldersOfVm(vm, folder), [folder, 'D:\\VMSpec\\job\\web-01']);
  });

  it('give the system disk the format of its template', () => {
    const vm = samplePlan({ generation: 1, disk_template_path: 'C:\\Templates\\old.VHD' });
    assert.equal(diskPaths(vm, 'C:\\x\\y').system, 'C:\\x\\y\\web-01.vhd');
  });
});
