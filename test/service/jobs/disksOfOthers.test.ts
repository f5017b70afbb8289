import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hosts } from '../../support/host/hosts.ts';
import { ended, errorOf, jobIdOf, provision, provisioned, remove, vmNamed } from '../../support/host/jobs.ts';
import { capacity, resource } from '../../support/host/ledgerOf.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';

const GB = 1024;

describe('a disk that others put or change in our folders', () => {
  const { start, restart } = hosts();
  const free = async (host: TestHost): Promise<number> => {
    await host.host.watch.fresh();
    return (await resource(host, 'storage', 'D:\\')).available;
  };

  it('takes room, since nothing was promised for it', async () => {
    const host = await start();
    const before = await free(host);
    host.hyperv.byHand.createDisk('D:\\VMSpec\\by-hand\\iso-store.vhdx', 100 * GB, 60 * GB);
    assert.equal(await free(host), before - 60 * GB, 'nobody uses it: its file alone counts');
    const path = 'D:\\VMSpec\\by-hand\\theirs.vhdx';
    host.hyperv.byHand.createDisk(path, 100 * GB, 30 * GB);
    const drive = { kind: 'hard_disk', controller: 'SCSI', number: 0, location: 0, path } as const;
    host.hyperv.byHand.createVm({ name: 'theirs', drives: [drive] });
    assert.equal(await free(host), before - 160 * GB, 'attached, it may grow to its whole size');
  });

  it('counts at its larger size when it is ours and was enlarged', async () => {
    const host = await start();
    const disks = { start: false, data_disks: [{ size_gb: 10, volume: 'D:\\' }] };
    const before = await free(host);
    await provisioned(host, spec(vm('a', disks)));
    assert.equal(await free(host), before - 10 * GB);
    const path = (await vmNamed(host, 'a')).disks.find((disk) => disk.path.startsWith('D:'))?.path ?? '';
    host.hyperv.byHand.replaceDisk(path, 400 * GB);
    assert.equal(await free(host), before - 400 * GB);
    const big = vm('b', { start: false, data_disks: [{ size_gb: 601, volume: 'D:\\' }] });
    errorOf(await provision(host, spec(big)), 409);
  });

  it('stays when the VM is deleted and its disks are to be kept', async () => {
    const host = await start();
    await provisioned(host, spec(vm('a', { start: false })));
    const { vm_id, disks } = await vmNamed(host, 'a');
    const [system] = disks.map(({ path }) => path);
    const extra = (system ?? '').replace(/a\.vhdx$/, 'Virtual Hard Disks\\added.vhdx');
    host.hyperv.byHand.createDisk(extra, GB);
    const job = await ended(host, jobIdOf(await remove(host, vm_id)));
    assert.equal(job.status, 'Success');
    const left = [...host.hyperv.machine.state.files.values()].map(({ path }) => path);
    assert.ok(left.includes(system ?? ''));
    assert.ok(left.includes(extra), left.join('\n'));
  });

  it('is known to be there still when the host is given another VM root', async () => {
    const first = await start({ config: { vm_root: 'C:\\Before' } });
    await provisioned(first, spec(vm('a', { start: false })));
    await ended(first, jobIdOf(await remove(first, (await vmNamed(first, 'a')).vm_id)));
    await provisioned(first, spec(vm('b', { start: false })));
    const host = await restart(first, { config: { vm_root: 'C:\\After' } });
    for (let reading = 0; reading < 4; reading += 1) await host.host.watch.fresh();
    await ended(host, jobIdOf(await remove(host, (await vmNamed(host, 'b')).vm_id)));
    assert.deepEqual(
      (await capacity(host)).kept_disks.map(({ vm_name }) => vm_name),
      ['a', 'b'],
    );
  });
});
