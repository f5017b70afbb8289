import assert from 'node:assert/strict';
import type { Doctor, HostConfig, NetworkList, Plan, SpecFile, VmExport } from '#schemas/generated/types.ts';
import * as validators from '#schemas/generated/validators.js';
import { request, type Reachable } from '../../support/host/client.ts';
import { hosts } from '../../support/host/hosts.ts';
import { errorOf, provision, provisioned, vmNamed } from '../../support/host/jobs.ts';
import { runCli } from '../../support/runCli.ts';
import type { TestHost } from '../../support/host/testHost.ts';
import { spec, vm } from '../../support/host/vm.ts';

const config: HostConfig = {
  networks: {
    'build-lan': { switch: 'External_Switch', vlan_id: 20, description: 'Build agents' },
    open: { switch: 'Lab_Internal' },
    dmz: { switch: 'DMZ_Switch', vlan_id: 99 },
  },
};

/** A VM that goes by the names of networks only. */
const named = spec(
  vm('web-01', {
    network_adapter_name: 'Build-LAN',
    network_adapters: [{ switch: 'open', vlan_id: 7 }, { switch: 'open' }],
  }),
);

async function listed(host: Reachable): Promise<NetworkList['networks']> {
  const { status, body, text } = await request(host, { path: '/api/networks' });
  assert.equal(status, 200, text);
  assert.ok(validators.NetworkList(body), JSON.stringify(validators.NetworkList.errors));
  return body.networks;
}

async function planOf(host: Reachable, body: SpecFile): Promise<Plan> {
  const answer = await request(host, { method: 'POST', path: '/api/vms/plan', body });
  assert.equal(answer.status, 200, answer.text);
  return answer.body as Plan;
}

/** Switch and VLAN of the adapters that the machine has. */
function adaptersOf({ hyperv }: TestHost, name: string): unknown[] {
  const found = [...hyperv.machine.state.vms.values()].find(({ vm_name }) => vm_name === name);
  return (found?.adapters ?? []).map((adapter) => [adapter.switch, adapter.vlan_id]);
}

describe('networks of the configuration', () => {
  const { start, restart } = hosts(() => ({ config }));

  it('lead the adapters of a VM to their switch and VLAN, in the plan and on the machine', async () => {
    const host = await start();
    const where = [
      ['External_Switch', 20],
      ['Lab_Internal', 7],
      ['Lab_Internal', null],
    ];
    const plan = await planOf(host, named);
    assert.ok(plan.fits, JSON.stringify(plan.problems));
    assert.equal(plan.vms[0]?.network_adapter_name, 'External_Switch');
    assert.deepEqual(
      plan.vms[0].network_adapters.map((adapter) => [adapter.switch, adapter.vlan_id]),
      where,
    );
    const job = await provisioned(host, named);
    assert.equal(job.status, 'Success', JSON.stringify(job.vms));
    assert.deepEqual(adaptersOf(host, 'web-01'), where);
    assert.deepEqual((await planOf(host, named)).drift, []);
  });

  it('are listed before the switches, with where they lead', async () => {
    assert.deepEqual(await listed(await start()), [
      {
        ...{ name: 'build-lan', type: 'External', vlan_id: 20, switch: 'External_Switch' },
        description: 'Build agents',
      },
      { name: 'open', type: 'Internal', vlan_id: null, switch: 'Lab_Internal' },
      { name: 'dmz', type: 'Private', vlan_id: 99, switch: 'DMZ_Switch', available: false },
      { name: 'External_Switch', type: 'External', vlan_id: null },
      { name: 'Lab_Internal', type: 'Internal', vlan_id: null },
    ]);
  });

  it('leave the list of a host without them as it was', async () => {
    assert.deepEqual(await listed(await start({ config: {} })), [
      { name: 'External_Switch', type: 'External', vlan_id: null },
      { name: 'Lab_Internal', type: 'Internal', vlan_id: null },
    ]);
  });

  it('refuse another VLAN, and leave nothing behind', async () => {
    const host = await start();
    const wrong = spec(vm('web-01', { network_adapter_name: 'build-lan', vlan_id: 30 }));
    const error = errorOf(await provision(host, wrong), 400);
    assert.equal(error.code, 'invalid_request');
    assert.deepEqual(
      error.errors?.map(({ code, pointer }) => [code, pointer]),
      [['network_vlan', '/provisioning_request/vms/0/vlan_id']],
    );
    assert.match(error.message, /"build-lan" is VLAN 20 on this host: remove vlan_id, or write 20\./);
    assert.deepEqual([...host.hyperv.machine.state.vms], []);
    const same = spec(vm('web-01', { network_adapter_name: 'build-lan', vlan_id: 20 }));
    assert.equal((await provisioned(host, same)).status, 'Success');
    assert.deepEqual(adaptersOf(host, 'web-01'), [['External_Switch', 20]]);
  });

  it('whose switch is not there are refused with its name, told by Check Host, and good once it is there', async () => {
    const host = await start();
    const lost = spec(vm('web-01', { network_adapter_name: 'dmz' }));
    const error = errorOf(await provision(host, lost), 400);
    assert.equal(error.code, 'unknown_network');
    assert.match(
      error.message,
      /"dmz" leads to the virtual switch "DMZ_Switch", which the host does not have/,
    );
    const check = async (): Promise<Doctor['checks'][number] | undefined> => {
      const { body } = await request(host, { path: '/api/doctor' });
      return (body as Doctor).checks.find(({ id }) => id === 'networks');
    };
    const found = await check();
    assert.equal(found?.state, 'amber');
    assert.match(found.message, /"dmz" \("DMZ_Switch"\)/);
    assert.match(found.fix ?? '', /vmspec networks add/);
    host.hyperv.byHand.addSwitch('DMZ_Switch', 'Internal');
    await host.host.watch.fresh();
    assert.equal((await check())?.state, 'green');
    assert.equal((await provisioned(host, lost)).status, 'Success');
    assert.deepEqual(adaptersOf(host, 'web-01'), [['DMZ_Switch', 99]]);
  });

  it('are what an exported VM names, and planned again it shows no difference', async () => {
    const host = await start();
    await provisioned(host, named);
    const { vm_id } = await vmNamed(host, 'web-01');
    const { spec: written, remarks } = (await request(host, { path: `/api/vms/${vm_id}/spec` }))
      .body as VmExport;
    assert.deepEqual(remarks, []);
    assert.deepEqual(
      [written.network_adapter_name, written.vlan_id, written.network_adapters],
      ['build-lan', undefined, [{ switch: 'Lab_Internal', vlan_id: 7 }, { switch: 'open' }]],
    );
    assert.deepEqual((await planOf(host, spec(written))).drift, []);
  });

  it('that lead elsewhere later do not change what was recorded', async () => {
    const host = await start();
    await provisioned(host, named);
    const elsewhere = await restart(host, {
      config: { networks: { 'build-lan': { switch: 'Lab_Internal' }, open: { switch: 'Lab_Internal' } } },
    });
    const { body } = await request(elsewhere, { path: '/api/audit' });
    assert.deepEqual((body as { findings: unknown[] }).findings, []);
    const { drift } = await planOf(elsewhere, named);
    assert.deepEqual(
      drift?.map(({ member }) => member),
      ['network_adapters'],
    );
  });

  it('are listed on the command line, and shown by a plan with their VLAN', async () => {
    const host = await start();
    const env = { VMSPEC_URL: host.url, VMSPEC_TOKEN: host.token };
    const { code, out } = await runCli(['networks'], { env });
    assert.equal(code, 0);
    assert.deepEqual(out.trimEnd().split(/ *\n/), [
      'practice host: nothing is created',
      'Network    Virtual switch        VLAN',
      'build-lan  External_Switch         20  Build agents',
      'open       Lab_Internal           any',
      'dmz        DMZ_Switch (missing)    99',
      '',
      "Virtual switch   Type      Host's VLAN",
      'External_Switch  External  -',
      'Lab_Internal     Internal  -',
    ]);
    const stdin = JSON.stringify(named);
    const plan = await runCli(['plan', '-'], { env, stdin });
    assert.match(plan.out, / External_Switch VLAN 20, Lab_Internal VLAN 7, Lab_Internal /);
  });

  it('go before a switch that is called the same, which Check Host tells', async () => {
    const host = await start({
      config: { networks: { external_switch: { switch: 'Lab_Internal', vlan_id: 20 } } },
    });
    assert.deepEqual(
      (await listed(host)).map(({ name }) => name),
      ['external_switch', 'Lab_Internal'],
    );
    await provisioned(host, spec(vm('web-01')));
    assert.deepEqual(adaptersOf(host, 'web-01'), [['Lab_Internal', 20]]);
    const { body } = await request(host, { path: '/api/doctor' });
    const check = (body as Doctor).checks.find(({ id }) => id === 'networks');
    assert.equal(check?.state, 'amber');
    assert.match(
      check.message,
      /"External_Switch" means the network "external_switch" \("Lab_Internal", VLAN 20\)/,
    );
  });
});
