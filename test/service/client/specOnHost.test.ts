import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpecFile } from '#schemas/generated/types.ts';
import { createConnection, type HostConnection } from '../../../client/src/connection/hostConnection.ts';
import { hostSide } from '../../../client/src/fromHost/hostSide.ts';
import { readOnHost } from '../../../client/src/fromHost/readOnHost.ts';
import { targetOf } from '../../support/client/watchedHost.ts';
import { hosts } from '../../support/host/hosts.ts';
import { provisioned, vmNamed } from '../../support/host/jobs.ts';
import type { TestHost } from '../../support/host/testHost.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'examples', 'all-options.vmspec.json');

describe('a spec of every option beside what a host has', () => {
  const { start } = hosts();
  const text = readFileSync(file, 'utf8');
  const opened: HostConnection[] = [];
  afterEach(() => {
    for (const connection of opened.splice(0)) connection.stop();
  });

  /** A host that has created the VMs, and a connection to it. */
  async function created(): Promise<{ readonly host: TestHost; readonly connection: HostConnection }> {
    const host = await start();
    host.hyperv.byHand.createDisk('C:\\ISO\\debian-13.iso', 700);
    host.hyperv.byHand.addSwitch('Lab_Internal', 'Internal');
    await host.host.watch.fresh();
    await provisioned(host, JSON.parse(text) as SpecFile);
    const find = (): Promise<ReturnType<typeof targetOf>> => Promise.resolve(targetOf(host));
    const connection = createConnection({ find, client: 'test', random: () => 0, log: () => undefined });
    opened.push(connection);
    connection.connect();
    return { host, connection };
  }

  async function shown(connection: HostConnection, spec: string): Promise<string> {
    const { vms, drift } = await connection.call('vms/plan', {}, spec);
    assert.ok(drift !== undefined);
    return hostSide(spec, await readOnHost(connection, vms, drift));
  }

  it('is the same to the letter, until something is changed there', async () => {
    const { host, connection } = await created();
    assert.equal(await shown(connection, text), text);
    const { vm_id } = await vmNamed(host, 'build-01');
    host.hyperv.byHand.changeVm(vm_id, { cpu_cores: 3, checkpoint_type: 'disabled' });
    await host.host.watch.fresh();
    const expected = text.replace('"cpu_cores": 4', '"cpu_cores": 3').replace('production_only', 'disabled');
    assert.equal(await shown(connection, text), expected);
    assert.equal(await shown(connection, expected), expected);
  });

  it('tells a copy that was changed, and those that are not there, apart from the others', async () => {
    const { host, connection } = await created();
    const more = text.replace('"copies": 2', '"copies": 3').replace('"num_vms": 3', '"num_vms": 4');
    assert.equal(await shown(connection, more), text);
    const { vm_id } = await vmNamed(host, 'worker-02');
    host.hyperv.byHand.changeVm(vm_id, { cpu_cores: 1 });
    await host.host.watch.fresh();
    const apart = await shown(connection, more);
    const { num_vms, vms } = (JSON.parse(apart) as SpecFile).provisioning_request;
    assert.deepEqual(
      [num_vms, ...vms.map(({ vm_name, cpu_cores, copies }) => [vm_name, cpu_cores, copies ?? null])],
      [3, ['build-01', 4, null], ['worker-01', 2, null], ['worker-02', 1, null]],
    );
    assert.equal(await shown(connection, apart), apart);
  });
});
