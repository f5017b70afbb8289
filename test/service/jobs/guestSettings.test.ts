import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readSeed } from '#core/guest/readSeed.ts';
import type { GuestSettings, Plan, SpecFile, Vm, VmExport } from '#schemas/generated/types.ts';
import { runCmdlet } from '../../../server/src/host/hyperv/simulated/machine/cmdletTable.ts';
import { bytesOf } from '../../../server/src/host/hyperv/simulated/machine/binaryFile.ts';
import { request } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { ended, errorOf, provision, provisioned, submit, vmNamed } from '../../support/host/jobs.ts';
import { smallMachine } from '../../support/host/smallMachine.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';
import { waitFor } from '../../support/host/waitFor.ts';
import { sshKeys } from '../../support/sshKeys.ts';

const settings: GuestSettings = {
  hostname: 'web-01.lab.example',
  admin_user: 'ops',
  ssh_authorized_keys: [sshKeys.ed25519],
  ip_address: '192.168.10.21/24',
  gateway: '192.168.10.1',
  dns: ['192.168.10.1'],
};

const WINDOWS = 'C:\\Templates\\windows-server-2025.vhdx';
/** A template whose system nobody recorded. */
const UNKNOWN = 'C:\\Templates\\unknown.vhdx';

/** A VM once its guest has reported an address. */
function answering(host: TestHost, name: string): Promise<Vm> {
  return waitFor(`${name} answers`, async () => {
    const found = await vmNamed(host, name);
    return found.ip_addresses.length > 0 ? found : null;
  });
}

async function planOf(host: TestHost, body: SpecFile): Promise<Plan> {
  const answer = await request(host, { method: 'POST', path: '/api/vms/plan', body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Plan;
}

function filesOf({ hyperv }: TestHost): string[] {
  return [...hyperv.machine.state.files.values()]
    .filter(({ kind }) => kind === 'binary')
    .map(({ path }) => path);
}

describe('settings inside a guest', () => {
  const { start } = hosts(() => ({
    machine: {
      ...smallMachine,
      templates: [...smallMachine.templates, { path: UNKNOWN, size_gb: 1, file_gb: 1 }],
    },
  }));

  it('are read by the guest from its disk: name and address are those of the disk, not of the spec', async () => {
    const host = await start();
    const job = await provisioned(host, spec(vm('web-01', { guest: settings })));
    assert.equal(job.status, 'Success');
    const made = await answering(host, 'web-01');
    assert.deepEqual([made.hostname, made.ip_addresses], ['web-01.lab.example', ['192.168.10.21']]);
    assert.deepEqual(made.guest, {
      ...{ hostname: 'web-01.lab.example', admin_user: 'ops', ip_address: '192.168.10.21/24' },
    });

    // Another disk in the drive is another guest at its next start, whatever the records say.
    const { state } = host.hyperv.machine;
    const other = await provisioned(
      host,
      spec(vm('web-02', { start: false, guest: { hostname: 'other', ip_address: '192.168.10.99/24' } })),
    );
    assert.equal(other.status, 'Success');
    const machineVm = (name: string): string =>
      [...state.vms.values()].find(({ vm_name }) => vm_name === name)?.vm_id ?? assert.fail();
    const seed = filesOf(host).find((path) => path.includes('web-02')) ?? assert.fail();
    const { machine } = host.hyperv;
    const vm_id = machineVm('web-01');
    runCmdlet(machine, 'Stop-VM', { vm_id, turn_off: true });
    const drives = state.vms.get(vm_id)?.drives ?? [];
    host.hyperv.byHand.changeVm(vm_id, {
      drives: drives.map((drive) => (drive.kind === 'dvd' ? { ...drive, path: seed } : drive)),
    });
    runCmdlet(machine, 'Start-VM', { vm_id });
    await waitFor('the other name is told', async () => {
      const { hostname } = await vmNamed(host, 'web-01');
      return hostname === 'other' ? true : null;
    });
  });

  it('are gone with the VM, and never in the answer but for what is public', async () => {
    const host = await start();
    await provisioned(host, spec(vm('web-01', { guest: settings })));
    const [path = ''] = filesOf(host);
    const file = host.hyperv.machine.state.files.get(path.toLowerCase());
    assert.ok(file?.kind === 'binary');
    assert.equal(readSeed(bytesOf(file))?.hostname, 'web-01.lab.example');
    const { vm_id } = await vmNamed(host, 'web-01');
    const answer = await request(host, { method: 'DELETE', path: `/api/vms/${vm_id}?disks=keep&force=true` });
    assert.equal(answer.status, 202, answer.text);
    await waitFor('the VM is gone', async () =>
      (await request(host, { path: `/api/vms/${vm_id}` })).status === 404 ? true : null,
    );
    await waitFor('its disk of settings is gone', () =>
      Promise.resolve(filesOf(host).length === 0 ? true : null),
    );
  });

  it('number host names and hand addresses of a range out to copies, without those that are taken', async () => {
    const host = await start();
    await provisioned(host, spec(vm('dc', { guest: { ip_address: '10.0.0.6/24' } })));
    const three = spec(
      vm('web', { copies: 3, guest: { hostname: 'node.lab', ip_range: '10.0.0.5-10.0.0.9/24' } }),
    );
    const plan = await planOf(host, three);
    assert.deepEqual(
      plan.vms.map(({ guest }) => [guest?.hostname, guest?.ip_address]),
      [
        ['node-01.lab', '10.0.0.5/24'],
        ['node-02.lab', '10.0.0.7/24'],
        ['node-03.lab', '10.0.0.8/24'],
      ],
    );
    assert.equal((await provisioned(host, three)).status, 'Success');
    assert.deepEqual((await answering(host, 'web-03')).ip_addresses, ['10.0.0.8']);

    const again = await planOf(host, three);
    assert.deepEqual(again.drift, []);
    const more = spec(vm('db', { copies: 2, guest: { ip_range: '10.0.0.5-10.0.0.9/24' } }));
    const refused = errorOf(await provision(host, more), 409);
    assert.equal(refused.code, 'address_in_use');
    assert.equal(
      refused.message,
      'Too many addresses of "10.0.0.5-10.0.0.9/24" are taken: 1 VM gets none. Make the range longer.',
    );
  });

  it('refuse an address that another VM has, created or on its way, and leave nothing behind', async () => {
    const host = await start();
    const first = await submit(host, spec(vm('web-01', { guest: { ip_address: '10.0.0.5/24' } })));
    const refused = errorOf(
      await provision(host, spec(vm('web-02', { guest: { ip_address: '10.0.0.5/16' } }))),
      409,
    );
    assert.deepEqual(
      refused.errors?.map(({ code, pointer }) => [code, pointer]),
      [['address_in_use', '/provisioning_request/vms/0/guest/ip_address']],
    );
    assert.equal(
      refused.message,
      '10.0.0.5 is the address of the VM "web-01" on this host: choose another one.',
    );
    assert.equal((await ended(host, first)).status, 'Success');
    assert.equal(filesOf(host).length, 1);
  });

  it('of Windows are an answer file; accounts, keys and long names are refused by name', async () => {
    const host = await start();
    const windows = (guest: GuestSettings): SpecFile =>
      spec(vm('win-01', { disk_template_path: WINDOWS, guest }));
    const refused = errorOf(
      await provision(host, windows({ ...settings, hostname: 'a-name-with-16-c' })),
      400,
    );
    assert.deepEqual(
      refused.errors?.map(({ code, parameter }) => [code, parameter]),
      [
        ['guest_windows', 'hostname'],
        ['guest_windows', 'admin_user'],
        ['guest_windows', 'ssh_authorized_keys'],
      ],
    );
    assert.equal((await provisioned(host, windows({ ip_address: '10.0.0.5/24' }))).status, 'Success');
    const made = await answering(host, 'win-01');
    assert.deepEqual([made.hostname, made.ip_addresses], ['win-01', ['10.0.0.5']]);
  });

  it('warn where nobody knows what system is in the template, and take it for Linux', async () => {
    const host = await start();
    const plan = await planOf(host, spec(vm('web-01', { disk_template_path: UNKNOWN, guest: {} })));
    assert.deepEqual(
      plan.warnings.map(({ code }) => code),
      ['secure_boot_template_unknown', 'guest_system_unknown'],
    );
    assert.equal(plan.vms[0]?.guest?.system, 'linux');
  });

  it('come back in the exported spec, and plan to what is there', async () => {
    const host = await start();
    await provisioned(host, spec(vm('web-01', { guest: settings })));
    const { vm_id } = await vmNamed(host, 'web-01');
    const { body } = await request(host, { path: `/api/vms/${vm_id}/spec` });
    const exported = (body as VmExport).spec;
    assert.deepEqual(exported.guest, settings);
    assert.equal(exported.dvd_path, undefined);
    assert.deepEqual((await planOf(host, spec(exported))).drift, []);
    const changed = { ...exported, guest: { ...settings, dns: ['1.1.1.1'] } };
    const drift = (await planOf(host, spec(changed))).drift ?? [];
    assert.deepEqual(
      drift.map(({ member }) => member),
      ['guest'],
    );
  });

  it('refuse a password with the way that is left', async () => {
    const host = await start();
    const withPassword = { ...settings, password: 'correct horse' } as GuestSettings;
    const answer = await provision(host, spec(vm('web-01', { guest: withPassword })));
    const refused = errorOf(answer, 400);
    assert.equal(refused.errors?.[0]?.code, 'guest_secret');
    assert.match(refused.message, /ssh_authorized_keys/);
    assert.ok(!answer.text.includes('correct horse'));
  });
});
