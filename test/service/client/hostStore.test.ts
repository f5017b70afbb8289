import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TargetReading } from '../../../client/src/connection/target.ts';
import { agrees, provisionNamed, targetOf, watchHost } from '../../support/client/watchedHost.ts';
import { request } from '../../support/host/client.ts';
import { isBuilt, startHostProcess, type HostProcess } from '../../support/host/hostProcess.ts';
import { hosts } from '../../support/host/hosts.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { skipTest } from '../../support/skipTest.ts';

describe('the store of the editor beside a real host', () => {
  const running = hosts();

  it('knows what the host has, and follows what happens on it', async () => {
    const host = await running.start();
    const watched = watchHost(() => targetOf(host));
    try {
      await waitFor('it is known', () => watched.store.state());
      await provisionNamed(host, 'a', 'b', 'c');
      await waitFor('the job has ended', () => watched.ended.length === 1);
      await agrees(watched, host);
      const [first] = watched.store.state()?.vms.values() ?? [];
      assert.ok(first !== undefined);
      const path = `/api/vms/${first.vm_id}`;
      assert.equal(
        (await request(host, { method: 'POST', path: `${path}/stop`, body: '{"mode":"turn_off"}' })).status,
        202,
      );
      await waitFor('it is off', () => watched.store.state()?.vms.get(first.vm_id)?.state === 'Off');
      assert.equal((await request(host, { method: 'DELETE', path: `${path}?disks=delete` })).status, 202);
      await waitFor('it is gone', () => watched.store.state()?.vms.has(first.vm_id) === false);
      await waitFor('all jobs have ended', () => watched.ended.length === 3);
      await agrees(watched, host);
      assert.equal(watched.store.samples().length > 0, true);
    } finally {
      watched.stop();
    }
  });

  it('forgets a host that is left', async () => {
    const host = await running.start();
    const at: { reading: TargetReading } = { reading: targetOf(host) };
    const watched = watchHost(() => at.reading);
    try {
      await waitFor('it is known', () => watched.store.state());
      at.reading = { none: 'nothing here' };
      watched.look();
      await waitFor('it is forgotten', () => watched.store.state() === null);
    } finally {
      watched.stop();
    }
  });

  it('T42: misses nothing of a host that is killed and started again, and tells no end twice', async function () {
    if (!isBuilt()) skipTest(this, 'the program is not built: npm run bundle');
    this.timeout(60_000);
    const directory = mkdtempSync(join(tmpdir(), 'vmspec-store-'));
    const start = async (): Promise<HostProcess> => {
      const started = await startHostProcess({ directory, speed: 20 });
      if ('ended' in started) throw new Error(started.ended.stderr);
      return started.host;
    };
    const at = { host: await start() };
    const watched = watchHost(() => targetOf(at.host));
    const template = 'C:\\Templates\\ubuntu-24.04.vhdx';
    const submit = async (name: string): Promise<void> => {
      const body = JSON.stringify(spec(vm(name, { disk_template_path: template })));
      assert.equal(
        (await request(at.host, { method: 'POST', path: '/api/vms/provision', body })).status,
        202,
      );
    };
    try {
      await waitFor('it is known', () => watched.store.state());
      await submit('before');
      await waitFor('the first job has ended', () => watched.ended.length === 1);
      await submit('during');
      await at.host.kill();
      at.host = await start();
      watched.look();
      await waitFor('the second job has ended', () => watched.ended.length >= 2);
      await submit('after');
      await waitFor('the third job has ended', () => watched.ended.length >= 3);
      await agrees(watched, at.host);
      assert.equal(watched.ended.length, 3);
      assert.equal(new Set(watched.ended).size, 3);
      assert.equal(watched.store.state()?.host.epoch, 2);
    } finally {
      watched.stop();
      await at.host.kill('SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
